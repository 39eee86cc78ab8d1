import { ActionIcon, Menu } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconArchive, IconDots, IconPencil, IconPlayerPause, IconPlayerPlay, IconTrash } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { t } from "@/i18n"
import { HabitForm } from "../HabitForm"
import { PauseForm } from "../PauseForm"
import { pausesOptions, type Habit } from "../queries"
import { useArchive, useDelete, useEndPause, useRestore } from "../useHabitActions"

const ICON = { size: 18, stroke: 1.6 }

export function HabitMenu({ habit, today }: { habit: Habit; today: string }) {
  const navigate = useNavigate()
  const [editing, edit] = useDisclosure(false)
  const [pausing, pause] = useDisclosure(false)
  const archive = useArchive(habit.id)
  const restore = useRestore(habit.id)
  const remove = useDelete(habit.id, () => navigate({ to: "/habits" }))
  const end = useEndPause(today)
  const resting = useQuery(pausesOptions(today)).data?.items.find(({ habit_id }) => habit_id === habit.id)
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon aria-label={t("common.more")}>
            <IconDots size={20} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil {...ICON} />} onClick={edit.open}>
            {t("common.edit")}
          </Menu.Item>
          {resting ? (
            <Menu.Item leftSection={<IconPlayerPlay {...ICON} />} onClick={() => end.mutate(resting)}>
              {t("habits.pauseEnd")}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconPlayerPause {...ICON} />} onClick={pause.open}>
              {t("habits.pause")}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconArchive {...ICON} />} onClick={() => (habit.archived_at ? restore.mutate() : archive.mutate())}>
            {habit.archived_at ? t("habits.unarchive") : t("habits.archive")}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash {...ICON} />} onClick={() => remove.mutate()}>
            {t("common.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <HabitForm key={habit.version} opened={editing} close={edit.close} habit={habit} />
      <PauseForm opened={pausing} close={pause.close} habits={[habit]} today={today} habit={habit.id} />
    </>
  )
}
