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
N_ ("The gateway’s provider fetches the photo from there.")

/* Translators: label of the option “prompt” of the service “aog” */
N_ ("Prompt")

/* Translators: help of the option “prompt” of the service “aog” */
N_ ("What moves, and how. Without it the model decides by the photo.")

/* Translators: what has to be known before one pays the service “aog” */
N_ ("The gateway answers only when the video is ready: until then it can’t be asked how far it is, and a call that is cut off can’t be resumed.")

/* Translators: label of the model “wan2.2-i2v-plus” of “aog” */
N_ ("Wan 2.2 image to video")

/* Translators: note of the model “wan2.2-i2v-plus” of “aog” */
N_ ("The one that the gateway installs by itself; which others it has, it tells when it is asked.")

/* Translators: what the service “aog” is paid for */
N_ ("Video")

/* Translators: what prices of the service “aog” count */
N_ ("CNY")

/* Translators: name of the service “creatify” */
N_ ("Creatify")

/* Translators: summary of the service “creatify” */
N_ ("Puts one product photo into a new scene, with a person if you like, and makes a short video of it, by AI at creatify.ai.")

/* Translators: label of the option “image” of the service “creatify” */
N_ ("Photo")

/* Translators: help of the option “image” of the service “creatify” */
N_ ("The product photo: a file, which is put on your image host first, or a public web address of at most 200 characters.")

/* Translators: label of the option “type” of the service “creatify” */
N_ ("Kind of video")

/* Translators: help of the option “type” of the service “creatify” */
N_ ("Whether the product is shown alone or by a person.")

/* Translators: label of the choice “product_anyshot” in the option “type” of the service “creatify” */
N_ ("Product")

/* Translators: help of the choice “product_anyshot” in the option “type” of the service “creatify” */
N_ ("The product in a scene of its own.")

/* Translators: label of the choice “product_avatar” in the option “type” of the service “creatify” */
N_ ("Product and avatar")

/* Translators: help of the choice “product_avatar” in the option “type” of the service “creatify” */
N_ ("A person presents the product.")

/* Translators: label of the option “aspect-ratio” of the service “creatify” */
N_ ("Aspect ratio")

/* Translators: help of the option “aspect-ratio” of the service “creatify” */
N_ ("The shape of the picture and the video.")

/* Translators: label of the choice “9:16” in the option “aspect-ratio” of the service “creatify” */
N_ ("Portrait")

/* Translators: help of the choice “9:16” in the option “aspect-ratio” of the service “creatify” */
N_ ("For stories and shorts.")

/* Translators: label of the choice “16:9” in the option “aspect-ratio” of the service “creatify” */
N_ ("Landscape")

/* Translators: help of the choice “16:9” in the option “aspect-ratio” of the service “creatify” */
N_ ("For web pages and video sites.")

/* Translators: label of the choice “1:1” in the option “aspect-ratio” of the service “creatify” */
N_ ("Square")

/* Translators: help of the choice “1:1” in the option “aspect-ratio” of the service “creatify” */
N_ ("For feeds and shop pages.")

/* Translators: label of the option “override-avatar” of the service “creatify” */
N_ ("Avatar")

/* Translators: help of the option “override-avatar” of the service “creatify” */
N_ ("Who presents the product; if you leave this empty, the service finds somebody who fits.")

/* Translators: label of the option “image-prompt” of the service “creatify” */
N_ ("Picture prompt")

/* Translators: help of the option “image-prompt” of the service “creatify” */
N_ ("What the preview picture shows: the scene, the light, the mood.")

/* Translators: label of the option “video-prompt” of the service “creatify” */
N_ ("Video prompt")

/* Translators: help of the option “video-prompt” of the service “creatify” */
N_ ("What happens in the video; it describes the motion and is not spoken.")

/* Translators: label of the option “motion-style” of the service “creatify” */
N_ ("Motion of the avatar")

/* Translators: help of the option “motion-style” of the service “creatify” */
N_ ("What the person does; if you leave this empty, the service decides.")

/* Translators: label of the choice “talking” in the option “motion-style” of the service “creatify” */
N_ ("Talking")

/* Translators: help of the choice “talking” in the option “motion-style” of the service “creatify” */
N_ ("Speaks about the product.")

/* Translators: label of the choice “display” in the option “motion-style” of the service “creatify” */
N_ ("Showing")

/* Translators: help of the choice “display” in the option “motion-style” of the service “creatify” */
N_ ("Holds the product up and shows it.")

/* Translators: label of the option “product-showcase-url” of the service “creatify” */
N_ ("Sample picture")

/* Translators: help of the option “product-showcase-url” of the service “creatify” */
N_ ("A picture that is composed the way you want yours: a file, which is put on your image host first, or a public web address.")

/* Translators: label of the option “webhook-url” of the service “creatify” */
N_ ("Webhook")

/* Translators: help of the option “webhook-url” of the service “creatify” */
N_ ("An https address that the service calls when a step has ended; this program does not need it.")

/* Translators: what has to be known before one pays the service “creatify” */
N_ ("A picture is made first. You look at it, and only if you approve it the video is made and paid for.")

/* Translators: label of the secret “api-id” of the service “creatify” */
N_ ("API ID")

/* Translators: help of the secret “api-id” of the service “creatify” */
N_ ("It stands beside the API key.")

/* Translators: label of the secret “api-key” of the service “creatify” */
N_ ("API key")

/* Translators: help of the secret “api-key” of the service “creatify” */
N_ ("At app.creatify.ai, in the menu of your account: API Dashboard, Show API Keys. It needs a paid API plan.")

/* Translators: what the service “creatify” is paid for */
N_ ("Preview picture")

/* Translators: what the service “creatify” is paid for */
N_ ("Video")

/* Translators: what the service “creatify” is paid for */
N_ ("Another picture")

/* Translators: what the service “creatify” is paid for */
N_ ("Another video")

/* Translators: what prices of the service “creatify” count, after a whole number: all the forms your language has */
ngettext ("credit", "credits", n)

/* Translators: what prices of the service “creatify” count, after a number with decimals: “0.5” */
NC_ ("with decimals", "credits")

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

/* Translators: what prices of the service “shortvideo” count, after a whole number: all the forms your language has */
ngettext ("credit", "credits", n)

/* Translators: what prices of the service “shortvideo” count, after a number with decimals: “0.5” */
NC_ ("with decimals", "credits")

/* Translators: name of the service “sophnet” */
N_ ("SophNet")

/* Translators: summary of the service “sophnet” */
N_ ("Makes short videos from a prompt, a picture or two, with the models of several makers.")

/* Translators: label of the option “draft-task” of the service “sophnet” */
N_ ("Draft to finish")

/* Translators: help of the option “draft-task” of the service “sophnet” */
N_ ("The id of a draft, of which the final video is made; it has the prompt, the pictures and the length already.")

/* Translators: label of the option “first-frame” of the service “sophnet” */
N_ ("First frame")

/* Translators: help of the option “first-frame” of the service “sophnet” */
N_ ("The picture the video begins with: a file or a web address. Without it the video is made from the prompt alone.")

/* Translators: label of the option “last-frame” of the service “sophnet” */
N_ ("Last frame")

/* Translators: help of the option “last-frame” of the service “sophnet” */
N_ ("The picture the video ends with.")

/* Translators: label of the option “prompt” of the service “sophnet” */
N_ ("Prompt")

/* Translators: help of the option “prompt” of the service “sophnet” */
N_ ("What is to be seen, and how it moves.")

/* Translators: label of the option “negative-prompt” of the service “sophnet” */
N_ ("Negative prompt")

/* Translators: help of the option “negative-prompt” of the service “sophnet” */
N_ ("What is not to be seen.")

/* Translators: label of the option “resolution” of the service “sophnet” */
N_ ("Resolution")

/* Translators: help of the option “resolution” of the service “sophnet” */
N_ ("In place of a size: the video then has the shape of the first frame, or of the draft.")

/* Translators: label of the choice “480P” in the option “resolution” of the service “sophnet” */
N_ ("480P")

/* Translators: label of the choice “720P” in the option “resolution” of the service “sophnet” */
N_ ("720P")

/* Translators: label of the choice “1080P” in the option “resolution” of the service “sophnet” */
N_ ("1080P")

/* Translators: label of the option “size” of the service “sophnet” */
N_ ("Size")

/* Translators: help of the option “size” of the service “sophnet” */
N_ ("Width and height of the video, in pixels.")

/* Translators: label of the choice “1280*720” in the option “size” of the service “sophnet” */
N_ ("1280 × 720")

/* Translators: help of the choice “1280*720” in the option “size” of the service “sophnet” */
N_ ("720P, landscape.")

/* Translators: label of the choice “720*1280” in the option “size” of the service “sophnet” */
N_ ("720 × 1280")

/* Translators: help of the choice “720*1280” in the option “size” of the service “sophnet” */
N_ ("720P, portrait.")

/* Translators: label of the choice “960*960” in the option “size” of the service “sophnet” */
N_ ("960 × 960")

/* Translators: help of the choice “960*960” in the option “size” of the service “sophnet” */
N_ ("720P, square.")

/* Translators: label of the choice “1088*832” in the option “size” of the service “sophnet” */
N_ ("1088 × 832")

/* Translators: help of the choice “1088*832” in the option “size” of the service “sophnet” */
N_ ("720P, 4:3.")

/* Translators: label of the choice “832*1088” in the option “size” of the service “sophnet” */
N_ ("832 × 1088")

/* Translators: help of the choice “832*1088” in the option “size” of the service “sophnet” */
N_ ("720P, 3:4.")

/* Translators: label of the choice “1920*1080” in the option “size” of the service “sophnet” */
N_ ("1920 × 1080")

/* Translators: help of the choice “1920*1080” in the option “size” of the service “sophnet” */
N_ ("1080P, landscape.")

/* Translators: label of the choice “1080*1920” in the option “size” of the service “sophnet” */
N_ ("1080 × 1920")

/* Translators: help of the choice “1080*1920” in the option “size” of the service “sophnet” */
N_ ("1080P, portrait.")

/* Translators: label of the choice “1440*1440” in the option “size” of the service “sophnet” */
N_ ("1440 × 1440")

/* Translators: help of the choice “1440*1440” in the option “size” of the service “sophnet” */
N_ ("1080P, square.")

/* Translators: label of the choice “1632*1248” in the option “size” of the service “sophnet” */
N_ ("1632 × 1248")

/* Translators: help of the choice “1632*1248” in the option “size” of the service “sophnet” */
N_ ("1080P, 4:3.")

/* Translators: label of the choice “1248*1632” in the option “size” of the service “sophnet” */
N_ ("1248 × 1632")

/* Translators: help of the choice “1248*1632” in the option “size” of the service “sophnet” */
N_ ("1080P, 3:4.")

/* Translators: label of the choice “832*480” in the option “size” of the service “sophnet” */
N_ ("832 × 480")

/* Translators: help of the choice “832*480” in the option “size” of the service “sophnet” */
N_ ("480P, landscape.")

/* Translators: label of the choice “480*832” in the option “size” of the service “sophnet” */
N_ ("480 × 832")

/* Translators: help of the choice “480*832” in the option “size” of the service “sophnet” */
N_ ("480P, portrait.")

/* Translators: label of the choice “480*332” in the option “size” of the service “sophnet” */
N_ ("480 × 332")

/* Translators: help of the choice “480*332” in the option “size” of the service “sophnet” */
N_ ("As the service’s own list of 480P sizes has it; 480 × 832 is probably meant.")

/* Translators: label of the choice “640*640” in the option “size” of the service “sophnet” */
N_ ("640 × 640")

/* Translators: help of the choice “640*640” in the option “size” of the service “sophnet” */
N_ ("480P, square.")

/* Translators: label of the option “duration” of the service “sophnet” */
N_ ("Duration")

/* Translators: help of the option “duration” of the service “sophnet” */
N_ ("How long the video is.")

/* Translators: label of the choice “-1” in the option “duration” of the service “sophnet” */
N_ ("Automatic")

/* Translators: help of the choice “-1” in the option “duration” of the service “sophnet” */
N_ ("The model decides.")

/* Translators: label of the choice “1” in the option “duration” of the service “sophnet” */
N_ ("1 second")

/* Translators: label of the choice “4” in the option “duration” of the service “sophnet” */
N_ ("4 seconds")

/* Translators: label of the choice “5” in the option “duration” of the service “sophnet” */
N_ ("5 seconds")

/* Translators: label of the choice “6” in the option “duration” of the service “sophnet” */
N_ ("6 seconds")

/* Translators: label of the choice “7” in the option “duration” of the service “sophnet” */
N_ ("7 seconds")

/* Translators: label of the choice “8” in the option “duration” of the service “sophnet” */
N_ ("8 seconds")

/* Translators: label of the choice “9” in the option “duration” of the service “sophnet” */
N_ ("9 seconds")

/* Translators: label of the choice “10” in the option “duration” of the service “sophnet” */
N_ ("10 seconds")

/* Translators: label of the choice “11” in the option “duration” of the service “sophnet” */
N_ ("11 seconds")

/* Translators: label of the choice “12” in the option “duration” of the service “sophnet” */
N_ ("12 seconds")

/* Translators: label of the choice “15” in the option “duration” of the service “sophnet” */
N_ ("15 seconds")

/* Translators: label of the option “generate-audio” of the service “sophnet” */
N_ ("Sound")

/* Translators: help of the option “generate-audio” of the service “sophnet” */
N_ ("The model makes sound as well.")

/* Translators: label of the option “draft” of the service “sophnet” */
N_ ("Draft")

/* Translators: help of the option “draft” of the service “sophnet” */
N_ ("A cheap, coarse video to judge by; the final one can be made of it afterwards.")

/* Translators: label of the option “upload-oss” of the service “sophnet” */
N_ ("Keep a copy at the service")

/* Translators: help of the option “upload-oss” of the service “sophnet” */
N_ ("Puts the finished video into the service’s own file store, which gives it another address.")

/* Translators: label of the secret “api-key” of the service “sophnet” */
N_ ("API key")

/* Translators: help of the secret “api-key” of the service “sophnet” */
N_ ("You get one in the console at sophnet.com; it belongs to a project.")

/* Translators: label of the model “Seedance-1.5-Pro” of “sophnet” */
N_ ("Seedance 1.5 Pro")

/* Translators: note of the model “Seedance-1.5-Pro” of “sophnet” */
N_ ("Its maker switched it off and named Seedance 2.0 Mini as its successor. The service may refuse it; if so, you read its own words. Any other name can be typed.")

/* Translators: label of the model “Wan2.6-T2V” of “sophnet” */
N_ ("Wan 2.6, text to video")

/* Translators: label of the model “Wan2.6-I2V” of “sophnet” */
N_ ("Wan 2.6, image to video")

/* Translators: label of the model “Wan2.5-T2V-Preview” of “sophnet” */
N_ ("Wan 2.5 Preview, text to video")

/* Translators: label of the model “Wan2.5-I2V-Preview” of “sophnet” */
N_ ("Wan 2.5 Preview, image to video")

/* Translators: label of the model “Wan2.2-T2V-A14B” of “sophnet” */
N_ ("Wan 2.2 A14B, text to video (open source)")

/* Translators: label of the model “Wan2.2-I2V-A14B” of “sophnet” */
N_ ("Wan 2.2 A14B, image to video (open source)")

/* Translators: label of the model “Wan2.2-T2V-Plus” of “sophnet” */
N_ ("Wan 2.2 Plus, text to video")

/* Translators: label of the model “Wan2.2-I2V-Plus” of “sophnet” */
N_ ("Wan 2.2 Plus, image to video")

/* Translators: label of the model “ViduQ2-pro-fast” of “sophnet” */
N_ ("Vidu Q2 Pro Fast")

/* Translators: label of the model “ViduQ2-pro” of “sophnet” */
N_ ("Vidu Q2 Pro")

/* Translators: label of the model “ViduQ2-turbo” of “sophnet” */
N_ ("Vidu Q2 Turbo")

/* Translators: label of the model “Seedance-1.0-Pro” of “sophnet” */
N_ ("Seedance 1.0 Pro")

/* Translators: label of the model “Seedance-1.0-Pro-Fast” of “sophnet” */
N_ ("Seedance 1.0 Pro Fast")

/* Translators: label of the model “Seedance-1.0-Lite-T2V” of “sophnet” */
N_ ("Seedance 1.0 Lite, text to video")

/* Translators: label of the model “Seedance-1.0-Lite-I2V” of “sophnet” */
N_ ("Seedance 1.0 Lite, image to video")

/* Translators: what the service “sophnet” is paid for */
N_ ("Video")

/* Translators: what prices of the service “sophnet” count */
N_ ("CNY")

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
