import { Drawer, FocusTrap } from "@mantine/core"
import { useMediaQuery } from "@mantine/hooks"
import { useNavigate, useSearch } from "@tanstack/react-router"
import { lazy, Suspense } from "react"
import { t } from "@/i18n"
import { ErrorBoundary } from "@/ui/ErrorBoundary"
import { LoadingState } from "@/ui/LoadingState"
import classes from "./TaskSheet.module.css"

const TaskDetail = lazy(() => import("./detail/TaskDetail"))

/** The task that the address names, over whatever room is open: from the side, on a phone from below. */
export function TaskSheet() {
  const { task } = useSearch({ strict: false })
  const navigate = useNavigate()
  const wide = useMediaQuery("(min-width: 44rem)", true)
  const close = () => void navigate({ to: ".", search: (now) => ({ ...now, task: undefined }) })
  return (
    <Drawer
      opened={task !== undefined}
      onClose={close}
      title={t("tasks.sheet")}
      position={wide ? "right" : "bottom"}
      size={wide ? "34rem" : "92%"}
      classNames={classes}
      closeButtonProps={{ "aria-label": t("common.close"), size: "lg" }}
    >
      {task ? (
        <ErrorBoundary key={task}>
          <FocusTrap.InitialFocus />
          <Suspense fallback={<LoadingState rows={3} />}>
            <TaskDetail id={task} close={close} />
          </Suspense>
        </ErrorBoundary>
      ) : null}
    </Drawer>
  )
}
