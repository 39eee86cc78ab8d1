import { t, type Key } from "@/i18n"
import type { Goal, Health } from "./queries"

export type Tone = "good" | "care" | "late" | "rest"

const TONES: Record<Health, Tone> = { ahead: "good", on_track: "good", at_risk: "care", behind: "late", dormant: "rest" }

export function toneOf(health: Health | null): Tone {
  return health ? TONES[health] : "rest"
}

/** The pace of a goal that is under way, or where another one stands. */
export function paceWord(goal: Pick<Goal, "health" | "status">): string {
  return t((goal.health ? `goals.health_${goal.health}` : `goals.status_${goal.status}`) as Key)
}

export type Group = { name: "groupCare" | "groupGood" | "groupUnknown"; goals: Goal[] }

/** Goals under way by what they want from their person; groups without any are left out. */
export function grouped(goals: Goal[]): Group[] {
  const of = (name: Group["name"], fits: (goal: Goal) => boolean) => ({ name, goals: goals.filter(fits) })
  return [
    of("groupCare", ({ health }) => health !== null && toneOf(health) !== "good"),
    of("groupGood", ({ health }) => health !== null && toneOf(health) === "good"),
    of("groupUnknown", ({ health }) => health === null),
  ].filter((group) => group.goals.length > 0)
}
