import { useDisclosure } from "@mantine/hooks"
import type { Entry } from "../queries"
import WriterModal from "./WriterModal"

/** The writer, and the way to open it. */
export function useWriter(entry?: Entry) {
  const [opened, { open, close }] = useDisclosure(false)
  return { write: open, writer: <WriterModal opened={opened} close={close} entry={entry} /> }
}
