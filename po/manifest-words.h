/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Made by manifest-words.py from data/services: not to be edited, and never compiled. */

/* Translators: name of the service “aog” */
N_ ("AOG")

/* Translators: summary of the service “aog” */
N_ ("Turns one photo into a short video, by way of an AIPC Open Gateway on this computer or nearby.")

/* Translators: label of the option “image” of the service “aog” */
N_ ("Photo")

/* Translators: help of the option “image” of the service “aog” */
N_ ("The photo that begins to move: a file or a web address.")

/* Translators: label of the option “image-type” of the service “aog” */
N_ ("Send the photo as")

/* Translators: help of the option “image-type” of the service “aog” */
N_ ("How the gateway gets the photo.")

/* Translators: label of the choice “auto” in the option “image-type” of the service “aog” */
N_ ("Whatever fits")

/* Translators: help of the choice “auto” in the option “image-type” of the service “aog” */
N_ ("A file is sent within the call, a web address as it is.")

/* Translators: label of the choice “base64” in the option “image-type” of the service “aog” */
N_ ("The photo itself")

/* Translators: help of the choice “base64” in the option “image-type” of the service “aog” */
N_ ("It is sent within the call.")

/* Translators: label of the choice “path” in the option “image-type” of the service “aog” */
N_ ("The place of the file")

/* Translators: help of the choice “path” in the option “image-type” of the service “aog” */
N_ ("The gateway reads the file; it must run on this computer.")

/* Translators: label of the choice “url” in the option “image-type” of the service “aog” */
N_ ("The web address")

/* Translators: help of the choice “url” in the option “image-type” of the service “aog” */
N_ ("The gateway's provider fetches the photo from there.")

/* Translators: label of the option “prompt” of the service “aog” */
N_ ("Prompt")

/* Translators: help of the option “prompt” of the service “aog” */
N_ ("What moves, and how. Without it the model decides by the photo.")

/* Translators: what prices of the service “aog” count */
N_ ("CNY")

/* Translators: label of the model “wan2.2-i2v-plus” of “aog” */
N_ ("Wan 2.2 image to video")

/* Translators: note of the model “wan2.2-i2v-plus” of “aog” */
N_ ("The one that the gateway installs by itself; which others it has, it tells when it is asked.")

/* Translators: what the service “aog” is paid for */
N_ ("Video")

/* Translators: name of the service “shortvideo” */
N_ ("ShortVideo")

/* Translators: summary of the service “shortvideo” */
N_ ("Turns one product photo into a 12-second video, made by AI at shortvideo.ai.")

/* Translators: label of the option “image” of the service “shortvideo” */
N_ ("Photo")

/* Translators: help of the option “image” of the service “shortvideo” */
N_ ("The product photo: a file, a web address, or the name of a picture that is already there.")

/* Translators: label of the option “product-name” of the service “shortvideo” */
N_ ("Product name")

/* Translators: help of the option “product-name” of the service “shortvideo” */
N_ ("What the product is called.")

/* Translators: label of the option “product-info” of the service “shortvideo” */
N_ ("Product info")

/* Translators: help of the option “product-info” of the service “shortvideo” */
N_ ("What is good about it; the script of the video is written from this.")

/* Translators: label of the option “aspect-ratio” of the service “shortvideo” */
N_ ("Aspect ratio")

/* Translators: help of the option “aspect-ratio” of the service “shortvideo” */
N_ ("The shape of the video.")

/* Translators: label of the choice “16:9” in the option “aspect-ratio” of the service “shortvideo” */
N_ ("Landscape")

/* Translators: help of the choice “16:9” in the option “aspect-ratio” of the service “shortvideo” */
N_ ("1920 × 1080, for web pages and video sites.")

/* Translators: label of the choice “9:16” in the option “aspect-ratio” of the service “shortvideo” */
N_ ("Portrait")

/* Translators: help of the choice “9:16” in the option “aspect-ratio” of the service “shortvideo” */
N_ ("1080 × 1920, for stories and shorts.")

/* Translators: label of the option “duration” of the service “shortvideo” */
N_ ("Duration")

/* Translators: help of the option “duration” of the service “shortvideo” */
N_ ("How long the video is; this service makes one length.")

/* Translators: label of the choice “12” in the option “duration” of the service “shortvideo” */
N_ ("12 seconds")

/* Translators: what prices of the service “shortvideo” count */
N_ ("credits")

/* Translators: label of the secret “api-key” of the service “shortvideo” */
N_ ("API key")

/* Translators: help of the secret “api-key” of the service “shortvideo” */
N_ ("You get one at shortvideo.ai.")

/* Translators: label of the model “sora2/product-to-video” of “shortvideo” */
N_ ("Product to video")

/* Translators: note of the model “sora2/product-to-video” of “shortvideo” */
N_ ("It was built on Sora 2, which its maker shut down on 24 September 2026. The service may refuse it; if so, you read its own words.")

/* Translators: what the service “shortvideo” is paid for */
N_ ("Video")

/* Translators: name of the service “studio” */
N_ ("Studio")

/* Translators: summary of the service “studio” */
N_ ("Makes a product video on this computer, with no account and no network.")

/* Translators: label of the option “image” of the service “studio” */
N_ ("Photo")

/* Translators: help of the option “image” of the service “studio” */
N_ ("The product photo: JPEG, PNG, WebP, GIF, BMP or TIFF.")

/* Translators: label of the option “product-name” of the service “studio” */
N_ ("Product name")

/* Translators: help of the option “product-name” of the service “studio” */
N_ ("The title in the video.")

/* Translators: label of the option “product-info” of the service “studio” */
N_ ("Product info")

/* Translators: help of the option “product-info” of the service “studio” */
N_ ("What is good about it, set below the title.")

/* Translators: label of the option “style” of the service “studio” */
N_ ("Style")

/* Translators: help of the option “style” of the service “studio” */
N_ ("How the video is told.")

/* Translators: label of the choice “showcase” in the option “style” of the service “studio” */
N_ ("Showcase")

/* Translators: help of the choice “showcase” in the option “style” of the service “studio” */
N_ ("Several shots with soft transitions, titles and an end card.")

/* Translators: label of the choice “drift” in the option “style” of the service “studio” */
N_ ("Drift")

/* Translators: help of the choice “drift” in the option “style” of the service “studio” */
N_ ("One slow zoom over the whole photo, without text.")

/* Translators: label of the option “aspect-ratio” of the service “studio” */
N_ ("Aspect ratio")

/* Translators: help of the option “aspect-ratio” of the service “studio” */
N_ ("The shape of the video.")

/* Translators: label of the choice “16:9” in the option “aspect-ratio” of the service “studio” */
N_ ("Landscape")

/* Translators: help of the choice “16:9” in the option “aspect-ratio” of the service “studio” */
N_ ("1920 × 1080, for web pages and video sites.")

/* Translators: label of the choice “9:16” in the option “aspect-ratio” of the service “studio” */
N_ ("Portrait")

/* Translators: help of the choice “9:16” in the option “aspect-ratio” of the service “studio” */
N_ ("1080 × 1920, for stories and shorts.")

/* Translators: label of the choice “1:1” in the option “aspect-ratio” of the service “studio” */
N_ ("Square")

/* Translators: help of the choice “1:1” in the option “aspect-ratio” of the service “studio” */
N_ ("1080 × 1080, for shop pages and feeds.")

/* Translators: label of the choice “4:5” in the option “aspect-ratio” of the service “studio” */
N_ ("Tall")

/* Translators: help of the choice “4:5” in the option “aspect-ratio” of the service “studio” */
N_ ("1080 × 1350, for feeds on a phone.")

/* Translators: label of the option “duration” of the service “studio” */
N_ ("Duration")

/* Translators: help of the option “duration” of the service “studio” */
N_ ("How long the video is.")

/* Translators: unit of the option “duration” of the service “studio” */
N_ ("seconds")

/* Translators: label of the option “fps” of the service “studio” */
N_ ("Frame rate")

/* Translators: help of the option “fps” of the service “studio” */
N_ ("Frames in a second; 60 is the smoothest and takes twice the time of 30.")

/* Translators: label of the choice “24” in the option “fps” of the service “studio” */
N_ ("24 fps")

/* Translators: label of the choice “25” in the option “fps” of the service “studio” */
N_ ("25 fps")

/* Translators: label of the choice “30” in the option “fps” of the service “studio” */
N_ ("30 fps")

/* Translators: label of the choice “60” in the option “fps” of the service “studio” */
N_ ("60 fps")

/* Translators: label of the option “encoder” of the service “studio” */
N_ ("Encoder")

/* Translators: help of the option “encoder” of the service “studio” */
N_ ("Which encoder writes the video; only those installed work.")

/* Translators: label of the choice “auto” in the option “encoder” of the service “studio” */
N_ ("Automatic")

/* Translators: help of the choice “auto” in the option “encoder” of the service “studio” */
N_ ("The best that is installed.")

/* Translators: label of the choice “x264” in the option “encoder” of the service “studio” */
N_ ("x264")

/* Translators: help of the choice “x264” in the option “encoder” of the service “studio” */
N_ ("H.264 in MP4.")

/* Translators: label of the choice “openh264” in the option “encoder” of the service “studio” */
N_ ("OpenH264")

/* Translators: help of the choice “openh264” in the option “encoder” of the service “studio” */
N_ ("H.264 in MP4.")

/* Translators: label of the choice “va” in the option “encoder” of the service “studio” */
N_ ("VA-API")

/* Translators: help of the choice “va” in the option “encoder” of the service “studio” */
N_ ("H.264 in MP4, by the graphics hardware.")

/* Translators: label of the choice “nvenc” in the option “encoder” of the service “studio” */
N_ ("NVENC")

/* Translators: help of the choice “nvenc” in the option “encoder” of the service “studio” */
N_ ("H.264 in MP4, by NVIDIA hardware.")

/* Translators: label of the choice “vp9” in the option “encoder” of the service “studio” */
N_ ("VP9")

/* Translators: help of the choice “vp9” in the option “encoder” of the service “studio” */
N_ ("VP9 in WebM.")
