import { useDisclosure } from "@mantine/hooks"
import { IconArchive, IconPencil, IconPlayerPause, IconPlayerPlay, IconTrash } from "@tabler/icons-react"
import { useQuery } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { t } from "@/i18n"
import { RowMenu } from "@/ui/RowMenu"
import { HabitForm } from "../HabitForm"
import { PauseForm } from "../PauseForm"
import { pausesOptions, type Habit } from "../queries"
import { useArchive, useDelete, useEndPause, useRestore } from "../useHabitActions"

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
      <RowMenu
        acts={[
          { icon: IconPencil, text: t("common.edit"), act: edit.open },
          resting
            ? { icon: IconPlayerPlay, text: t("habits.pauseEnd"), act: () => end.mutate(resting) }
            : { icon: IconPlayerPause, text: t("habits.pause"), act: pause.open },
          habit.archived_at
            ? { icon: IconArchive, text: t("habits.unarchive"), act: () => restore.mutate() }
            : { icon: IconArchive, text: t("habits.archive"), act: () => archive.mutate() },
          { icon: IconTrash, text: t("common.delete"), act: () => remove.mutate() },
        ]}
      />
      <HabitForm key={habit.version} opened={editing} close={edit.close} habit={habit} />
      <PauseForm opened={pausing} close={pause.close} habits={[habit]} today={today} habit={habit.id} />
    </>
  )
}
