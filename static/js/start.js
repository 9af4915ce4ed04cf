/* Starts the page's hands. Each module does nothing on a page that has no use for it. */

import {watchDrafts} from "./drafts.js";
import {listenForKeys} from "./keys.js";
import {watchSession} from "./session.js";
import {watchWorklist} from "./worklist.js";

listenForKeys();
watchDrafts();
watchSession();
watchWorklist();
