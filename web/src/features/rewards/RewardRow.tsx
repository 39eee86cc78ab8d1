import { Button } from "@mantine/core"
import { useDisclosure } from "@mantine/hooks"
import { IconArchive, IconArchiveOff, IconLock, IconLockOpen, IconPencil, IconTrash } from "@tabler/icons-react"
import { useToday } from "@/features/account/useToday"
import { t } from "@/i18n"
import { RowMenu } from "@/ui/RowMenu"
import type { Availability, Reward } from "./queries"
import { RewardForm } from "./RewardForm"
import classes from "./Rewards.module.css"
import { useArchive, useDelete, useHave, useLock, useRestore } from "./useRewardActions"
import { counted, daysWords, emojiOf, wayWords } from "./words"

/** A reward: what it costs, whether it can be had, and if not, why and from when. */
export function RewardRow({ reward, way }: { reward: Reward; way?: Availability }) {
  const { day, zone } = useToday()
  const have = useHave()
  const emoji = emojiOf(reward.icon)
  const facts = [
    counted("rewards.cost", reward.cost),
    daysWords(way?.days_to_earn ?? null),
    way?.left_today ? t("rewards.leftToday", { count: way.left_today }) : "",
    reward.redeemed_count > 0 ? t("rewards.times", { count: reward.redeemed_count }) : "",
  ].filter(Boolean)
  const obstacle = way ? wayWords(way, day, zone) : ""
  return (
    <li className={classes.row} data-row>
      <span className={classes.emoji} aria-hidden="true" data-own>
        {emoji}
      </span>
      <div className={classes.body}>
        <h2 className={classes.name} data-own>
          {reward.name}
        </h2>
        {reward.description ? (
          <p className={classes.soft} data-own>
            {reward.description}
          </p>
        ) : null}
        {reward.automation ? (
          <p className={classes.soft}>
            {t("rewards.then")} <span data-own>{reward.automation}</span>
          </p>
        ) : null}
        <ul className={classes.facts}>
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      </div>
      <div className={classes.acts}>
        {obstacle ? (
          <span className={classes.obstacle}>{obstacle}</span>
        ) : way?.can_redeem ? (
          <Button variant="default" aria-label={t("rewards.haveFor", { name: reward.name })} loading={have.isPending} onClick={() => have.mutate(reward)} data-focus>
            {t("rewards.have")}
          </Button>
        ) : null}
        <RewardMenu reward={reward} />
      </div>
    </li>
  )
}

function RewardMenu({ reward }: { reward: Reward }) {
  const [editing, edit] = useDisclosure(false)
  const lock = useLock(reward.id)
  const archive = useArchive(reward.id)
  const restore = useRestore(reward.id)
  const remove = useDelete(reward.id)
  const open = reward.status === "active"
  return (
    <>
      <RowMenu
        label={t("rewards.menuFor", { name: reward.name })}
        acts={[
          { icon: IconPencil, text: t("common.edit"), act: edit.open },
          { icon: open ? IconLock : IconLockOpen, text: t(open ? "rewards.lock" : "rewards.unlock"), act: () => lock.mutate(open ? "locked" : "active") },
          reward.archived_at
            ? { icon: IconArchiveOff, text: t("rewards.unarchive"), act: () => restore.mutate() }
            : { icon: IconArchive, text: t("rewards.archive"), act: () => archive.mutate() },
          { icon: IconTrash, text: t("common.delete"), act: () => remove.mutate() },
        ]}
      />
      <RewardForm opened={editing} close={edit.close} reward={reward} />
    </>
  )
}
