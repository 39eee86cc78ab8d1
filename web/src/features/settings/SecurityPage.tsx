import { Factor } from "./Factor"
import { Password } from "./Password"
import { Sessions } from "./Sessions"
import classes from "./Settings.module.css"
import { SettingsHeader } from "./SettingsHeader"
import { StepUp } from "./StepUp"
import { Tokens } from "./Tokens"

/** How one signs in, where one is signed in, and which programs may act in one's name. */
export function SecurityPage() {
  return (
    <StepUp>
      <div className={classes.page}>
        <SettingsHeader />
        <Password />
        <Factor />
        <Sessions />
        <Tokens />
      </div>
    </StepUp>
  )
}
