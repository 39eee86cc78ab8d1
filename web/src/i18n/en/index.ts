import { account } from "./account"
import { common } from "./common"
import { goals } from "./goals"
import { habits } from "./habits"
import { imports } from "./imports"
import { plan } from "./plan"
import { settings } from "./settings"
import { shell } from "./shell"
import { tasks } from "./tasks"
import { today } from "./today"
import { welcome } from "./welcome"

/** One file for each room of the page. */
export const en = { common, shell, account, welcome, today, tasks, plan, goals, habits, imports, settings }
