import { account } from "./account"
import { common } from "./common"
import { shell } from "./shell"
import { tasks } from "./tasks"
import { today } from "./today"
import { welcome } from "./welcome"

/** What the frame, Today and the doors say: there from the start. */
export const first = { common, shell, account, welcome, today, tasks }

/** What one room says, loaded with it: one line for each room. */
export const rooms = {
  goals: () => import("./goals").then(({ goals }) => goals),
  habits: () => import("./habits").then(({ habits }) => habits),
  imports: () => import("./imports").then(({ imports }) => imports),
  journal: () => import("./journal").then(({ journal }) => journal),
  plan: () => import("./plan").then(({ plan }) => plan),
  reflection: () => import("./reflection").then(({ reflection }) => reflection),
  reviews: () => import("./reviews").then(({ reviews }) => reviews),
  rewards: () => import("./rewards").then(({ rewards }) => rewards),
  settings: () => import("./settings").then(({ settings }) => settings),
}
