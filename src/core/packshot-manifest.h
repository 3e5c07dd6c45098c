/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "packshot-credential-spec.h"
#include "packshot-model.h"
#include "packshot-option.h"
#include "packshot-price.h"

G_BEGIN_DECLS

/**
 * PackshotManifest:
 *
 * What a service offers. Flags, forms, checks and help are made from it, and nothing else in the
 * programs knows a service's options. It never changes after it was read.
 *
 * The file `data/services/<id>.json` is one object of strict JSON, at most 256 KiB. A key that is
 * not named here is an error, and so is a value of another type.
 *
 * | key         | type     |                                                                      |
 * |-------------|----------|----------------------------------------------------------------------|
 * | format      | number   | 1, the format described here                                         |
 * | id          | name     | what `--service` takes                                               |
 * | name        | text     | what people call it                                                  |
 * | summary     | text     | one sentence about it                                                |
 * | engine      | name     | which code runs it, see packshot_registry_add_engine()               |
 * | offline     | boolean  | nothing leaves this computer, and so it costs nothing; default false |
 * | default     | boolean  | it is used where none is asked for; default false                    |
 * | concurrency | number   | how many of its jobs may run at once, 1 to 100; default 1            |
 * | max_concurrency | number | how many a person may ask for, concurrency to 100; default that    |
 * | options     | list     | at most 64 objects, in the order of the form                         |
 * | remote      | object   | a service that is not offline has it                                 |
 *
 * An option:
 *
 * | key      | type     |                                                                         |
 * |----------|----------|-------------------------------------------------------------------------|
 * | name     | name     | its flag without the two hyphens                                        |
 * | type     | string   | "text", "choice", "range", "switch" or "picture"                        |
 * | label    | text     | what a form calls it: "Product name"                                    |
 * | help     | text     | one sentence about it                                                   |
 * | required | boolean  | default false                                                           |
 * | advanced | boolean  | few people need it; default false                                       |
 * | aliases  | [name]   | other names of the flag; default none                                   |
 * | default  | by type  | the value taken where none is given; not for a picture; default none    |
 * | when     | list     | conditions: it is asked only where all of them hold; default always     |
 * | required_when | list | conditions: it is required where all of them hold                      |
 * | steps    | [string] | when its value can be given or changed: "create", "approve",            |
 * |          |          | "regenerate-picture", "regenerate-video"; default create alone          |
 *
 * A condition is an object of two members: option, the name of an option that stands before the one
 * that waits, or "model"; and one of is (values that will do; of a switch "true" or "false"), given
 * (a boolean: whether there is a value) and, of a picture, kinds ("file", "address", "reference").
 * A list has 1 to 8 of them. An option that is not asked has no value for the conditions of others.
 *
 * and by its type, where "?" may be left out:
 *
 * | type    | key             | type     |                                                       |
 * |---------|-----------------|----------|-------------------------------------------------------|
 * | text    | max_length      | number   | in characters, 1 to 10000                             |
 * | text    | multi_line?     | boolean  | may have line breaks; default false                   |
 * | text    | catalog?        | boolean  | the service offers values; default false              |
 * | text    | continues?      | object   | a condition: it takes the id of a finished job for    |
 * |         |                 |          | which that holds, which may name any option           |
 * | choice  | choices         | list     | of value, label, help? and spellings? (texts), when?  |
 * | switch  | role?           | string   | "rehost": put the finished video where it has an      |
 * |         |                 |          | address of its own                                    |
 * | range   | minimum         | number   | the least that may be given                           |
 * | range   | maximum         | number   | the most, which is more than the minimum              |
 * | range   | step            | number   | leads from the minimum to the maximum                 |
 * | range   | unit?           | text     | what is counted, in the plural: "seconds"             |
 * | picture | main?           | boolean  | what a drop fills; true in exactly one, if there is   |
 * | picture | accepts         | [string] | "file", and with a transport "address", "reference"   |
 * | picture | reference_pattern? | string | Perl's regular expression; needed with "reference" |
 * | picture | transport?      | string   | "upload", "inline" or "address"; needed on the web    |
 * | picture | limits?         | object   | needed with a transport                               |
 * | picture | sends_address?  | boolean  | with "upload" or "inline": an address goes out as it  |
 * |         |                 |          | is, the service fetches it; default false             |
 *
 * A reference is the name of a picture the service has already. The limits of a picture:
 *
 * | key                 | type     |                                                             |
 * |---------------------|----------|-------------------------------------------------------------|
 * | formats             | [string] | MIME types taken as they are; "image/jpeg" is one of them   |
 * | max_bytes?          | number   | of the file; without it, as of the next, there is no limit  |
 * | min_width?          | number   | in pixels; likewise max_width?, min_height?, max_height?    |
 * | max_address_length? | number   | in characters; only with the transport "address"            |
 *
 * The member "remote", of a service on the web:
 *
 * | key                   | type    |                                                             |
 * |-----------------------|---------|-------------------------------------------------------------|
 * | base_url?             | string  | "https://api.example.com"                                   |
 * | base_url_environment? | string  | the environment variable that may name another place        |
 * | allow_http?           | boolean | plain http may leave this computer; never with a key;       |
 * |                       |         | default false                                               |
 * | website?              | string  | an https address: where an account and a key are to be had  |
 * | credentials           | list    | at most 4 objects, see below; none where no key is needed   |
 * | models                | list    | at most 100 objects, see below; two make an option "model"  |
 * | default_model?        | string  | the id of one; otherwise the first that is current          |
 * | models_open?          | boolean | any other name is taken as well, and so there is an option  |
 * |                       |         | "model" whatever is listed; default false                   |
 * | models_catalog?       | boolean | with models_open: the service can be asked for its models   |
 * | unit?                 | text or | what prices count; needed with prices: a currency ("CNY"),  |
 * |                       | object  | or what is counted in pieces: one and other, see below      |
 * | prices                | list    | one object for each paid step that it has, see below        |
 * | balance_tells_cost?   | boolean | a step cost the balance before it less the one after it;    |
 * |                       |         | needs a unit; default false                                 |
 * | advice?               | text    | a sentence that has to be known before one pays             |
 * | poll_interval?        | number  | seconds, 1 to 3600; default 5                               |
 * | poll_batch?           | number  | ids in one question, 1 to 1000; default 1                   |
 * | typical_wait          | number  | seconds, 1 to 86400                                         |
 * | keeps_jobs?           | number  | seconds, typical_wait to 31536000, which is a year;         |
 * |                       |         | default 0, which is not known                               |
 * | link_lifetime?        | number  | seconds, 0 to 31536000; default 0, which is not known       |
 * | id_aliases?           | [name]  | flags that take ids of jobs: "video-ids"; none that the     |
 * |                       |         | programs have for themselves                                |
 * | can_resume            | boolean | with it poll_interval and keeps_jobs are needed             |
 * | can_cancel            | boolean | a job that the service works on can be stopped              |
 * | can_list              | boolean | the service tells which jobs it has                         |
 *
 * The unit of a service that counts pieces has the words for one and for many (texts): "credit" and
 * "credits". Languages with more forms have them in their translation; see po/manifest-words.py.
 * The word for many, as it stands in the file, is what the money book knows the unit by: a change
 * of it begins another account.
 *
 * A credential is name (a name), label, help? (texts), environment (the variable that may hold it),
 * header and prefix? (how it is sent: "Authorization", "Bearer "). A model is id, label, note?
 * (texts), status ("current" or "withdrawn") and, of one that is withdrawn, since ("2026-09-24"). A
 * price is step ("create", "approve", "regenerate-picture" or "regenerate-video"; the service has
 * just those), label (a text: what is paid for), amount? (a number, left out where the service does
 * not say) and at_least? (a boolean: the price begins there). A model may further have:
 *
 * | key       | type   |                                                                          |
 * |-----------|--------|--------------------------------------------------------------------------|
 * | allows?   | object | for options, by their names, the choices it takes; [] where it does not  |
 * |           |        | take the option at all. What is not named is not limited                 |
 * | defaults? | object | for options, by their names, the value taken where none is given         |
 * | requires? | [name] | options that it can't do without                                         |
 *
 * A *name* is 2 to 40 small letters, digits and hyphens, beginning with a letter; a *text* is a
 * line without markup. The main picture answers to the name "image" as well.
 */
#define PACKSHOT_TYPE_MANIFEST (packshot_manifest_get_type ())
G_DECLARE_FINAL_TYPE (PackshotManifest, packshot_manifest, PACKSHOT, MANIFEST, GObject)

/* In bytes, of the file. */
#define PACKSHOT_MANIFEST_MAX_SIZE (256 * 1024)

PackshotManifest *
packshot_manifest_new_from_bytes (GBytes *bytes, const char *name, GError **error);

const char *packshot_manifest_get_id (PackshotManifest *self);
const char *packshot_manifest_get_name (PackshotManifest *self);
const char *packshot_manifest_get_summary (PackshotManifest *self);
const char *packshot_manifest_get_engine (PackshotManifest *self);
gboolean packshot_manifest_get_offline (PackshotManifest *self);
gboolean packshot_manifest_get_default (PackshotManifest *self);
guint packshot_manifest_get_concurrency (PackshotManifest *self);
guint packshot_manifest_get_max_concurrency (PackshotManifest *self);

guint packshot_manifest_get_n_options (PackshotManifest *self);
PackshotOption *packshot_manifest_get_option (PackshotManifest *self, guint index);
PackshotOption *packshot_manifest_get_main_picture (PackshotManifest *self);
gboolean packshot_manifest_fetches_pictures (PackshotManifest *self);
PackshotOption *packshot_manifest_lookup (PackshotManifest *self, const char *name);
PackshotOption *packshot_manifest_find_role (PackshotManifest *self, const char *role);

const char *packshot_manifest_get_base_url (PackshotManifest *self);
const char *packshot_manifest_get_base_url_environment (PackshotManifest *self);
gboolean packshot_manifest_get_allow_http (PackshotManifest *self);
const char *packshot_manifest_get_website (PackshotManifest *self);
guint packshot_manifest_get_n_credentials (PackshotManifest *self);
const PackshotCredentialSpec *packshot_manifest_get_credential (PackshotManifest *self,
                                                                guint index);

guint packshot_manifest_get_n_models (PackshotManifest *self);
const PackshotModel *packshot_manifest_get_model (PackshotManifest *self, guint index);
const char *packshot_manifest_get_default_model (PackshotManifest *self);
const PackshotModel *packshot_manifest_find_model (PackshotManifest *self, const char *id);

const char *packshot_manifest_get_unit (PackshotManifest *self);
const char *packshot_manifest_get_unit_one (PackshotManifest *self);
const PackshotPrice *packshot_manifest_find_price (PackshotManifest *self, PackshotStep step);
gint64 packshot_manifest_get_price (PackshotManifest *self, PackshotStep step);

gboolean packshot_manifest_offers_step (PackshotManifest *self, PackshotStep step);
gboolean packshot_manifest_get_balance_tells_cost (PackshotManifest *self);
const char *packshot_manifest_get_advice (PackshotManifest *self);

double packshot_manifest_get_poll_interval (PackshotManifest *self);
guint packshot_manifest_get_poll_batch (PackshotManifest *self);
double packshot_manifest_get_typical_wait (PackshotManifest *self);
double packshot_manifest_get_keeps_jobs (PackshotManifest *self);
double packshot_manifest_get_link_lifetime (PackshotManifest *self);
const char *const *packshot_manifest_get_id_aliases (PackshotManifest *self);
gboolean packshot_manifest_get_can_resume (PackshotManifest *self);
gboolean packshot_manifest_get_can_cancel (PackshotManifest *self);
gboolean packshot_manifest_get_can_list (PackshotManifest *self);

G_END_DECLS
