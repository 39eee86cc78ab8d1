"""What comes up besides projects: things that repeat, and single errands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Routine:
    """A task that repeats."""

    title: str
    area: str
    rule: str
    since: int
    """Days ago."""
    minutes: int
    hour: int
    """Local hour at which it is usually done."""
    mode: str = "schedule"
    priority: int = 3
    tags: tuple[str, ...] = ()


ROUTINES = (
    Routine("Weekly review", "operations", "FREQ=WEEKLY;BYDAY=SU", 725, 45, 18, priority=2, tags=("review",)),
    Routine(
        "Buy groceries for the week", "operations", "FREQ=WEEKLY;BYDAY=SA", 400, 60, 10, tags=("errand",)
    ),
    Routine("Run before breakfast", "health", "FREQ=WEEKLY;BYDAY=TU,TH", 240, 40, 7, tags=("running",)),
    Routine("Strength training", "health", "FREQ=WEEKLY;BYDAY=WE", 150, 50, 19),
    Routine("Call Mum and Dad", "love", "FREQ=WEEKLY;BYDAY=SU", 728, 30, 16, tags=("family", "calls")),
    Routine("Evening out with Jonas", "love", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", 360, 150, 22),
    Routine(
        "Look through the household budget", "wealth", "FREQ=MONTHLY;BYMONTHDAY=2", 720, 45, 20, priority=2
    ),
    Routine("Pay the rent", "wealth", "FREQ=MONTHLY;BYMONTHDAY=1", 650, 5, 8, priority=1),
    Routine("Water the plants", "operations", "FREQ=DAILY;INTERVAL=7", 500, 15, 9, mode="after_completion"),
    Routine("Plan the week with the team", "day-job", "FREQ=WEEKLY;BYDAY=MO", 500, 60, 10, priority=2),
    Routine("Write the status note", "day-job", "FREQ=WEEKLY;BYDAY=FR", 350, 30, 16, tags=("writing",)),
    Routine("Change the bed linen", "operations", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", 365, 20, 11, priority=4),
    Routine("Practise the guitar", "happiness", "FREQ=WEEKLY;BYDAY=WE", 400, 40, 20, tags=("music",)),
    Routine("Back up the laptop", "operations", "FREQ=MONTHLY;BYMONTHDAY=15", 700, 15, 21, priority=2),
    Routine("Clean the bathroom", "operations", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SA", 380, 45, 12, priority=4),
)


@dataclass(frozen=True, slots=True)
class Errands:
    """Single tasks of one area: each sentence is filled with each of its objects."""

    area: str
    weekly: float
    """How many come up in a usual week."""
    sentences: tuple[tuple[str, str, int], ...]
    """(sentence with a {}, objects between bars, minutes)."""
    tags: tuple[str, ...] = ()


ERRANDS = (
    Errands(
        "day-job",
        1.5,
        (
            (
                "Prepare {}",
                (
                    "the sprint review|the customer visit|the quarterly plan|the workshop on navigation"
                    "|the demo for sales|the talk for the design meetup|the half-year conversation"
                    "|the hiring interview"
                ),
                60,
            ),
            (
                "Review {}",
                (
                    "Farid's pull request|the new icons|the texts of the help page|Lena's prototype"
                    "|the accessibility report|the translation of the settings|the survey before it goes out"
                ),
                45,
            ),
            (
                "Write up {}",
                (
                    "the decision on the menu|the notes of the research call|the meeting with legal"
                    "|the ideas from the offsite|what we learned from the outage"
                ),
                40,
            ),
            (
                "Answer {}",
                (
                    "the questions from support|the brief from marketing|the supplier's e-mail"
                    "|the open comments on the spec|the recruiter|the security questionnaire"
                ),
                20,
            ),
            (
                "Update {}",
                (
                    "the component list|the roadmap slide|the contrast table|the onboarding page"
                    "|the team calendar|the board before the planning"
                ),
                25,
            ),
            (
                "Sketch {}",
                (
                    "an empty state for search|a shorter sign-up|the new filter panel|the mobile invoice"
                    "|a calmer notification page"
                ),
                90,
            ),
            (
                "Fix {}",
                (
                    "the broken link in the guide|the spacing on the start page|the export of the icons"
                    "|the wrong numbers in the chart"
                ),
                30,
            ),
        ),
        ("work",),
    ),
    Errands(
        "operations",
        1.0,
        (
            (
                "Buy {}",
                (
                    "light bulbs for the hall|dishwasher salt|a new washing-up brush|stamps|printer paper"
                    "|a birthday card|batteries for the smoke alarm|picture hooks|a door mat"
                ),
                20,
            ),
            (
                "Repair {}",
                (
                    "the squeaking door|the loose handle in the kitchen|the bedside lamp|the coat rack"
                    "|the blind in the study|the zip of the rain jacket"
                ),
                40,
            ),
            (
                "Clean {}",
                (
                    "the oven|the windows to the street|the fridge|the extractor hood|the balcony floor"
                    "|the keyboard and the screen"
                ),
                50,
            ),
            (
                "Take {} to the recycling yard",
                "the old paint|the broken toaster|the cardboard|the empty bottles",
                40,
            ),
            (
                "Sort out {}",
                (
                    "the winter clothes|the cable drawer|the photos on the phone|the spice rack"
                    "|the bookshelf in the hall|the mailbox"
                ),
                45,
            ),
            (
                "Call {}",
                (
                    "the landlord about the heating|the internet provider|the caretaker about the bicycles"
                    "|the chimney sweep"
                ),
                15,
            ),
        ),
    ),
    Errands(
        "love",
        0.7,
        (
            (
                "Find a present for {}",
                "Mia|Jonas|my sister|Dad|the twins|Inés|Grandfather|the new neighbours",
                45,
            ),
            (
                "Write to {}",
                "Aunt Ruth|Tomasz in Gdansk|my old flatmate|the host family|Lena after her operation",
                30,
            ),
            (
                "Plan {}",
                (
                    "a walk with Mia|a film evening with the neighbours|breakfast with my sister"
                    "|a weekend at the lake|dinner with the climbing group|a game night"
                ),
                25,
            ),
            ("Call {} back", "Inés|Tomasz|my godmother|Dad about the car|Mia", 20),
            (
                "Send {}",
                (
                    "the holiday photos to the cousins|flowers to Aunt Ruth|the recipe to Mia"
                    "|the book back to Tomasz"
                ),
                15,
            ),
        ),
    ),
    Errands(
        "health",
        0.5,
        (
            (
                "Make an appointment with {}",
                (
                    "the dentist|the eye doctor|the physiotherapist|the skin clinic"
                    "|the family doctor for a check-up"
                ),
                10,
            ),
            ("Order {}", "contact lenses|running socks|vitamin D|a foam roller|a bottle for long runs", 10),
            (
                "Cook {}",
                (
                    "a big pot of minestrone|something new with beans|lunch for three days|the fish stew"
                    "|a curry without meat"
                ),
                60,
            ),
            (
                "Read about {}",
                "stretching the calves|easy heart rates|afternoon naps|iron in food|warming up in winter",
                30,
            ),
        ),
    ),
    Errands(
        "wealth",
        0.5,
        (
            (
                "Check {}",
                (
                    "the electricity bill|the card statement|the interest on the savings|the phone contract"
                    "|the repayment of the deposit|the liability insurance"
                ),
                20,
            ),
            (
                "File {}",
                "the receipts of the month|the insurance letter|the wage statement|the bicycle warranty",
                15,
            ),
            (
                "Compare {}",
                "electricity prices|phone plans|two travel insurances|savings accounts|rail cards",
                45,
            ),
            (
                "Claim back {}",
                (
                    "the travel costs of the workshop|the physiotherapy bill|the deposit for the crates"
                    "|the delayed train"
                ),
                25,
            ),
        ),
        ("money",),
    ),
    Errands(
        "happiness",
        0.5,
        (
            (
                "Visit {}",
                (
                    "the botanical garden|the photo exhibition|the open studios|the flea market by the canal"
                    "|the new library"
                ),
                120,
            ),
            (
                "Try {}",
                (
                    "the pottery class|a morning swim in the lake|drawing with ink|the bakery by the bridge"
                    "|a day without the phone"
                ),
                90,
            ),
            (
                "Listen to {} properly",
                "the record from Mia|the old concert recording|the new string quartet",
                50,
            ),
            (
                "Finish {}",
                "the novel on the bedside table|the puzzle|the letter to my future self|the crossword book",
                60,
            ),
            ("Print {}", "ten photos of the summer|the picture of Grandfather|a calendar for the hall", 30),
        ),
    ),
)
