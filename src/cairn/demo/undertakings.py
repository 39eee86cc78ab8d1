"""What the person undertook: projects with their steps.

A step is a line of text. `>` in front: it waits for the step before it. `-`: it is a part of the step before
it. `~45`: minutes expected. `#word`: a tag. `!` and a sentence: it is blocked while it is open.

Days are counted back from today; a negative number lies ahead.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Undertaking:
    """One project."""

    name: str
    area: str
    """Slug of its area."""
    began: int
    """Days ago."""
    ends: int
    """Days ago; negative for a due day that lies ahead."""
    steps: str
    priority: int = 3
    status: str = "active"
    """As it stands today; one that is over is completed."""
    pace: float = 0.85
    """For one that goes on: share of the steps that should be done by now which really are."""
    quiet: int = 2
    """For one that goes on: days since the last step was done."""

    def lines(self) -> list[str]:
        """Return the steps, in order."""
        return [line.strip() for line in self.steps.strip().splitlines()]


PRESENT = (
    Undertaking(
        "Marathon in autumn",
        "health",
        140,
        -55,
        """
        Choose a race and register ~30
        Write the twenty week plan ~90
        Have the knee checked before the long runs ~45 #calls
        Run twenty kilometres ~140
        Test gels and drinks on a long run ~60
        Run twenty-five kilometres ~175
        Buy a second pair of shoes ~45 #errand
        > Run thirty kilometres ~215
        > Run thirty-two kilometres ~230
        Reserve a room near the start ~30
        Plan the last three weeks ~45
        > Run the marathon ~270
        """,
        2,
        pace=0.95,
        quiet=2,
    ),
    Undertaking(
        "Onboarding flow for new customers",
        "day-job",
        95,
        -25,
        """
        Collect the reasons for early cancellations ~120
        Interview five new customers ~300
        Map the first seven days ~120
        > Sketch the welcome screens ~180
        Write the texts ~150 #writing
        Review the texts with legal ~45
        > Build the prototype ~300
        Test it with six people ~360
        > Decide on the final version ~60
        Prepare the hand-over ~120
        Plan the measurement ~60
        """,
        1,
        pace=0.75,
        quiet=1,
    ),
    Undertaking(
        "A pension that I understand",
        "wealth",
        80,
        -40,
        """
        Request the pension statement ~20 #letters
        List all contracts and what they cost ~90 #paperwork
        Read up on index funds ~120
        > Compare three savings plans ~90
        Ask the advice centre for an appointment ~15 #calls
        > Decide how much to save each month ~60
        Set up the savings plan ~45 !The bank has not sent its form yet.
        """,
        2,
        pace=0.8,
        quiet=46,
    ),
    Undertaking(
        "Kitchen, a little better",
        "operations",
        60,
        -35,
        """
        Measure the corner by the window ~20
        Draw the worktop to scale ~60
        Get two offers for the worktop ~45 #calls
        > Order the worktop ~30
        Repair the dripping tap ~60
        Paint the wall behind the stove ~180
        > Fit the worktop ~240
        Replace the ceiling lamp ~60
        """,
        pace=0.6,
        quiet=5,
    ),
    Undertaking(
        "Mum's move to the ground floor",
        "love",
        50,
        -20,
        """
        Talk it through with my sister ~60 #family
        Look at the two flats on offer ~150 #family
        Ask the care insurance about support ~45 #calls
        > Sign the contract together ~60
        List what comes along and what goes ~120
        - Walk through the living room ~40
        - Empty the hall cupboard ~30
        - Ask the twins about the piano ~15 #calls
        Book a mover for the second weekend ~30 #calls !The mover calls back once he knows his lorries.
        > Pack the kitchen and the books ~300
        Move the telephone line ~30 #calls
        """,
        1,
        pace=0.7,
        quiet=3,
    ),
    Undertaking(
        "Short stories, twelve of them",
        "happiness",
        300,
        -65,
        """
        Write the story about the ferry ~240 #writing
        Write the story about the two neighbours ~240 #writing
        Join the writing circle at the library ~90 #friends
        Write the story about the night shift ~240 #writing
        Read a story aloud at the circle ~60
        Write the story about the map ~240 #writing
        Revise the neighbours ~120 #writing
        Revise the ferry story ~120 #writing
        > Send the ferry story to a magazine ~60
        Write the story about the lost letter ~240 #writing
        Choose the best six ~60
        """,
        pace=0.75,
        quiet=4,
    ),
    Undertaking(
        "Balcony garden, second year",
        "happiness",
        200,
        -10,
        """
        Read last year's notes ~15
        Order fewer tomatoes and more beans ~30
        Sow peppers indoors ~45
        Put fresh soil into the boxes ~90
        Fix the drip watering ~60
        Plant out the beans ~60
        Make pesto from the basil ~60
        Collect seeds for next spring ~45
        Wrap the pots before the frost ~60
        """,
        4,
        pace=1.0,
        quiet=8,
    ),
    Undertaking(
        "Sell the things in the cellar",
        "wealth",
        120,
        -90,
        """
        Make a list of everything down there ~60
        Photograph the first ten things ~45
        > Put the first ten things online ~60
        Take the old skis to the flea market ~180
        Give the rest away ~90
        """,
        4,
        "on_hold",
        pace=0.4,
        quiet=95,
    ),
)
