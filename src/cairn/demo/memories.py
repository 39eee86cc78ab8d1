"""The projects that are over."""

from cairn.demo.undertakings import Undertaking

PAST = (
    Undertaking(
        "Move into the new flat",
        "operations",
        728,
        655,
        """
        Give notice for the old flat ~30 #letters
        Ask three movers for offers ~45 #calls
        > Book the mover for the last weekend ~15
        Collect boxes from the supermarket ~60
        Sort out books and clothes to give away ~180
        > Take the give-away boxes to the charity shop ~60 #errand
        Read the meters in both flats ~20
        Paint the living room ~360
        Put up the kitchen shelves ~120
        Change the address at the bank and the insurers ~60
        Hang the lamps ~90
        Hand over the old keys ~45
        """,
        2,
    ),
    Undertaking(
        "Learn to cook ten good dinners",
        "health",
        700,
        560,
        """
        Choose ten recipes that take under forty minutes ~60
        Sharpen the knives ~20
        Cook the lentil soup until it works ~60
        Learn to make a proper risotto ~60
        Bake a loaf of sourdough ~120
        Find a fish dish that we both like ~60
        Try three curries with vegetables only ~180
        Write the recipes down on cards ~90
        Cook a whole dinner for four friends ~240 #friends
        """,
    ),
    Undertaking(
        "First tax return of my own",
        "wealth",
        640,
        575,
        """
        Collect the wage statements ~30 #paperwork
        Sort the receipts by kind ~90 #paperwork
        > Fill in the main form ~120
        Work out the home office days ~45
        > Have the forms checked at the advice centre ~60 #calls
        > Send the tax return ~20
        File the assessment ~10 #paperwork
        """,
        2,
    ),
    Undertaking(
        "Onboarding in the design team",
        "day-job",
        690,
        600,
        """
        Read the design principles ~60
        Meet everybody on the product team for half an hour ~240
        Set up the prototyping tools ~45
        Sit in on five support calls ~150
        > Sum up what the support calls taught me ~60 #writing
        Redesign one small screen from start to end ~480
        > Show the screen at the design review ~60
        Agree on goals for the first half year ~60
        """,
        2,
    ),
    Undertaking(
        "Grandfather's eightieth birthday",
        "love",
        610,
        540,
        """
        Ask the cousins for photographs ~45 #family
        Scan the old album ~180
        > Put the photo book together ~240
        Reserve the room at the inn ~20 #calls
        Write a short speech ~90 #writing
        Order the cake ~15 #errand
        Arrange lifts for the aunts ~30 #calls
        Send thanks to everyone who came ~60 #letters
        """,
    ),
    Undertaking(
        "Balcony garden, first summer",
        "happiness",
        600,
        470,
        """
        Measure the balcony and note the sun hours ~30
        > Draw a planting plan ~60
        Order boxes, soil and seeds ~45
        > Sow tomatoes, basil and marigolds indoors ~60
        Build the trellis ~150
        Plant out the tomatoes ~90
        Set up the drip watering ~120
        Harvest and dry the herbs ~60
        Note what to do differently next year ~30 #writing
        """,
    ),
    Undertaking(
        "Emergency fund",
        "wealth",
        590,
        330,
        """
        Add up what three months cost ~60
        Open a savings account for it ~30
        > Set up the monthly transfer ~15
        Sell the old camera ~45
        Cancel two subscriptions ~20
        Move the tax refund over ~10
        Celebrate the third month saved ~30
        """,
        2,
    ),
    Undertaking(
        "Checkout redesign",
        "day-job",
        585,
        440,
        """
        Gather what people say about the checkout ~120
        Map the present flow ~90
        > Sketch three alternatives ~180
        > Test the sketches with six people ~360
        Write up the findings ~120 #writing
        > Build the clickable prototype ~300
        Test the prototype with eight people ~420
        Agree on the scope with engineering ~60
        > Hand over the final screens ~120
        Measure the drop-out rate after the release ~60
        """,
        1,
    ),
    Undertaking(
        "Couch to ten kilometres",
        "health",
        560,
        430,
        """
        Have a running gait analysis ~60 #errand
        Buy running shoes ~60 #errand
        Run three times in the first week ~90
        Run five kilometres without a break ~45
        Add a weekly interval session ~45
        Run eight kilometres by the river ~60
        Sign up for the ten kilometre city run ~15
        > Finish the city run ~75
        """,
    ),
    Undertaking(
        "Spanish, from nothing to a menu",
        "happiness",
        530,
        300,
        """
        Find an evening class ~30
        Learn the first two hundred words ~300
        Finish the first unit with all exercises ~120
        Practise ordering food with Inés ~60 #friends
        Watch a children's film in Spanish ~90
        Learn the past tense ~150
        > Write a page about my childhood ~90 #writing
        Hold a ten minute conversation without English ~30
        """,
    ),
    Undertaking(
        "Two weeks in Asturias",
        "love",
        505,
        452,
        """
        Agree on the dates with Jonas ~20
        Book the night train ~45
        Reserve the two guest houses ~60
        Check the passports ~10
        Plan the three day walk ~120
        Find somebody to water the plants ~15
        Pack light ~90
        Make a small album of the journey ~180
        """,
    ),
    Undertaking(
        "Design system, first release",
        "day-job",
        430,
        240,
        """
        List every button and form that we have ~180
        Name the colours and spacings ~120
        > Draw the twelve base components ~600
        Write the guide for forms ~180 #writing
        Check contrast and keyboard use ~150
        > Build the components with Farid ~480
        Move the settings pages over ~240
        Hold a lunch talk about it ~90
        Collect questions from the first month ~60
        """,
        2,
    ),
    Undertaking(
        "Sleep before eleven",
        "health",
        410,
        350,
        """
        Keep a sleep diary for two weeks ~70
        Move the charger out of the bedroom ~10
        Try the blackout curtain ~45
        No screens after ten for a week ~30
        Talk to the doctor about waking at four ~40 #calls
        Sum up what helped ~30 #writing
        """,
    ),
    Undertaking(
        "Half marathon in spring",
        "health",
        395,
        205,
        """
        Write a sixteen week plan ~60
        Register for the half marathon ~15
        Find a physiotherapist for the knee ~30 #calls
        Run twelve kilometres ~80
        Run fifteen kilometres ~100
        Do the hill training six times ~270
        > Run eighteen kilometres ~125
        Rest for a week ~15
        > Run the half marathon ~150
        Write down what the training taught me ~45 #writing
        """,
        2,
    ),
    Undertaking(
        "Mend the old bicycle",
        "operations",
        380,
        310,
        """
        Strip the frame and clean it ~120
        Order a chain, brake pads and cables ~30
        > Fit the new chain ~45
        True the rear wheel ~60
        > Replace the brake cables ~60
        Test ride round the lake ~90
        """,
        4,
    ),
    Undertaking(
        "Guitar for the wedding",
        "happiness",
        330,
        215,
        """
        Choose two songs with Mia ~30 #friends
        Learn the chords of the first song ~120
        Learn the picking pattern ~180
        > Play both songs without stopping ~60
        Rehearse with the singer ~90
        Restring the guitar ~30
        > Play at the wedding ~60
        """,
    ),
    Undertaking(
        "Old papers out",
        "operations",
        300,
        255,
        """
        Empty the blue filing box ~90 #paperwork
        Scan the contracts that still matter ~150 #paperwork
        > Shred the rest ~60
        Label the new folders ~30
        Write a list of where everything is ~30 #writing
        """,
        4,
    ),
    Undertaking(
        "Research on small screens",
        "day-job",
        235,
        130,
        """
        Write the research questions ~60 #writing
        Recruit twelve people ~120 #calls
        > Hold the interviews ~720
        Cluster the notes with the team ~180
        > Write the report ~300 #writing
        Present the report to the leads ~60
        Turn the findings into five tickets ~90
        """,
        2,
    ),
)
