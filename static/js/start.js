/* Starts the page's hands. Each module does nothing on a page that has no use for it. */

import {watchAsk} from "./ask.js";
import {forgetAddress, watchBack} from "./back.js";
import {watchCopies} from "./copy.js";
import {watchDrafts} from "./drafts.js";
import {watchFields} from "./fields.js";
import {watchFolds} from "./folds.js";
import {listenForKeys} from "./keys.js";
import {watchMenus} from "./menus.js";
import {watchNote} from "./note.js";
import {watchRefusals} from "./refusals.js";
import {watchRows} from "./rows.js";
import {watchSession} from "./session.js";
import {watchStrip} from "./strip.js";
import {watchWorklist} from "./worklist.js";

// Before the keys: Escape closes an open menu, or leaves a field, and does nothing else.
watchMenus();
watchFields();
listenForKeys();
watchSession();
watchCopies();
watchDrafts();
watchNote();
watchRefusals();
watchAsk();
forgetAddress();
watchBack();
watchWorklist();
watchRows();
watchFolds();
watchStrip();
