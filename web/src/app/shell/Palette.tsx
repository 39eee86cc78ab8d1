import "@mantine/spotlight/styles.layer.css"
import { useMantineColorScheme } from "@mantine/core"
import { useDebouncedValue } from "@mantine/hooks"
import { createSpotlight, Spotlight } from "@mantine/spotlight"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { IconSearch } from "@tabler/icons-react"
import { useEffect, useState } from "react"
import { end } from "@/api/session"
import { searchOptions } from "@/features/tasks/queries"
import { t } from "@/i18n"
import { toastError } from "@/ui/toast"
import type { Command } from "./commands"
import classes from "./Palette.module.css"
import { PLACES } from "./places"

const PAUSE_MS = 200
const [store, spotlight] = createSpotlight()

type Props = { opened: boolean; close: () => void; add: () => void; write: () => void; help: () => void }

/** Everything by its name: rooms, acts, and open tasks. Loaded when it is first asked for. */
export default function Palette({ opened, close, add, write, help }: Props) {
  const navigate = useNavigate()
  const { setColorScheme } = useMantineColorScheme()
  const [query, setQuery] = useState("")
  const [settled] = useDebouncedValue(query.trim(), PAUSE_MS)
  const tasks = useQuery(searchOptions(settled))
  useEffect(() => (opened ? spotlight.open() : spotlight.close()), [opened])

  const commands: Command[] = [
    ...PLACES.map(({ to, label, letter }) => ({ id: to, label, keys: `g ${letter}`, run: () => void navigate({ to }) })),
    { id: "add", label: "shell.addTask", keys: "n", run: add },
    { id: "write", label: "shell.write", keys: "c", run: write },
    { id: "settings", label: "shell.settings", run: () => void navigate({ to: "/settings" }) },
    { id: "import", label: "shell.import", run: () => void navigate({ to: "/import" }) },
    { id: "light", label: "shell.toLight", run: () => setColorScheme("light") },
    { id: "dark", label: "shell.toDark", run: () => setColorScheme("dark") },
    { id: "auto", label: "shell.toSystem", run: () => setColorScheme("auto") },
    { id: "help", label: "shell.shortcuts", keys: "?", run: help },
    { id: "out", label: "shell.signOut", run: () => void end().catch(toastError) },
  ]
  const wanted = query.trim().toLowerCase()
  const found = commands.filter(({ label }) => t(label).toLowerCase().includes(wanted))
  const titles = wanted.length > 1 ? (tasks.data?.items ?? []) : []
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={close}
      title={t("shell.commands")}
      shortcut={null}
      clearQueryOnClose
      size="lg"
      classNames={classes}
      scrollable
      maxHeight="60vh"
    >
      <Spotlight.Search
        placeholder={t("shell.search")}
        aria-label={t("shell.search")}
        leftSection={<IconSearch size={20} stroke={1.6} />}
      />
      <Spotlight.ActionsList>
        {found.map(({ id, label, keys, run }) => (
          <Spotlight.Action key={id} label={t(label)} rightSection={keys ? <kbd className={classes.keys}>{keys}</kbd> : null} onClick={run} />
        ))}
        {titles.length > 0 ? (
          <Spotlight.ActionsGroup label={t("shell.tasks")}>
            {titles.map(({ id, title }) => (
              <Spotlight.Action
                key={id}
                label={title}
                onClick={() => void navigate({ to: ".", search: (now) => ({ ...now, task: id }) })}
              />
            ))}
          </Spotlight.ActionsGroup>
        ) : null}
        {found.length + titles.length === 0 ? <Spotlight.Empty>{t("shell.nothingFound")}</Spotlight.Empty> : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
