import { createContext, useContext } from "react"

/** Does an act; where it needs a recent proof of who one is, asks for that first. Rejects when none is given. */
export type Prove = <T>(act: () => Promise<T>) => Promise<T>

export const Proven = createContext<Prove>((act) => act())

export function useProven(): Prove {
  return useContext(Proven)
}
