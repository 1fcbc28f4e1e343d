"""English pages of the Orne: readers from abroad have other questions."""

from bocage.demo.outreach.editorial_words import (
    NEWS,
    TESTIMONIES,
    DemoPage,
    call,
    gatherings,
    homes,
    live_figures,
    place_map,
    questions,
    quote,
    text,
    workspaces,
)

NEXT = call(
    "Why not come and see?",
    (
        "Tell us your plans in a few minutes: somebody from here answers, and suggests a "
        "commune, a desk and visits."
    ),
    ("Tell us about your project", "/en/mon-projet/nouveau/"),
    ("Keep in touch", "/en/gardons-le-contact/"),
)

ENGLISH = (
    DemoPage(
        kind="ThemePage",
        slug="habiter",
        title="A house to live in, not a compromise",
        introduction=(
            "Lively market towns, stone houses, and town halls that know what is about to come "
            "free."
        ),
        fields={"theme": "live"},
        body=(
            text(
                "<h2>Search, and be told</h2>"
                "<p>Listings from agencies and notaries are brought together here, each of them "
                "once. "
                "Save a search with one click and you are told of the next home that fits.</p>"
                "<p>What is not advertised anywhere yet, town halls tell to the people we "
                "accompany.</p>"
            ),
            homes("New around Mortagne", "61293", radius_km=20),
            homes("To rent around Alençon", "61001", offer="rental"),
            questions(
                "What people ask us",
                (
                    "Can we rent before we buy?",
                    "<p>Yes, and it is often wise: one season tells you which side of the "
                    "village you "
                    "want to wake up on. The search offers both.</p>",
                ),
            ),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ThemePage",
        slug="teletravailler",
        title="Work nearby, not at the kitchen table",
        introduction=(
            "An equipped desk near you, by the half-day, in a place where you are expected."
        ),
        fields={"theme": "work"},
        body=(
            live_figures("open_this_week", "free_tomorrow", "communes_close_by", "measured_speed"),
            text(
                "<h2>How it works</h2>"
                "<p>You choose a place, a day, a half-day. The confirmation comes by mail. When "
                "you "
                "arrive, somebody knows that you are coming.</p>"
                "<ul><li>A room for the ten o’clock meeting.</li>"
                "<li>A booth to call from without disturbing anyone.</li>"
                "<li>A speed that was measured on site, with its date.</li></ul>"
            ),
            place_map("Places around Sées", "61464"),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ThemePage",
        slug="apprendre",
        title="Learn, and start something of your own",
        introduction=(
            "Members teaching members, courses with the chambers, and people who have tried "
            "before you."
        ),
        fields={"theme": "learn"},
        body=(
            text(
                "<h2>With your peers, then with those whose trade it is</h2>"
                "<p>At the club, everyone teaches what they know. Courses are run with the "
                "chambers of "
                "commerce and trades: a project, juries, somebody at your side.</p>"
            ),
            gatherings("Next gatherings"),
            quote(
                "I came for the desk. I stayed for the people who work there.",
                "A member of the club, in Boitron",
            ),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ThemePage",
        slug="se-deplacer",
        title="Getting around, and away when you must",
        introduction=(
            "Two railway lines, two motorways, and fewer journeys because the desk is close."
        ),
        fields={"theme": "move"},
        body=(
            text(
                "<h2>By train</h2>"
                "<p>The line from Paris-Montparnasse to Granville calls at L’Aigle, Argentan and "
                "Flers. "
                "The one from Le Mans to Caen calls at Alençon, Sées and Argentan.</p>"
                "<h2>By road</h2>"
                "<p>The A28 joins Alençon to Rouen and Le Mans; the A88 joins Sées to Caen.</p>"
            ),
            workspaces("Work near Argentan station", "61006"),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ThemePage",
        slug="se-soigner",
        title="Health: what to know before you come",
        introduction=(
            "Finding a doctor takes time, here as elsewhere. Better to say so, and to start early."
        ),
        fields={"theme": "health"},
        body=(
            text(
                "<h2>Do not wait until you have moved</h2>"
                "<p>Alençon, Argentan, Flers, L’Aigle and Mortagne-au-Perche have a hospital. "
                "Health "
                "centres bring doctors, nurses and physiotherapists together in several towns.</p>"
                "<p>The person who sponsors you tells you who still takes new patients around the "
                "commune you have in mind.</p>"
            ),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ThemePage",
        slug="nature",
        title="Nature starts at the end of the street",
        introduction=(
            "Two regional nature parks, hedges, forests, and paths that you end up knowing."
        ),
        fields={"theme": "nature"},
        body=(
            text(
                "<h2>From the Perche to Suisse Normande</h2>"
                "<p>The Perche park to the east, Normandie-Maine to the south, Suisse Normande "
                "to the "
                "north-west: the Orne is a country of hedges, ponds and forests.</p>"
            ),
            homes(
                "Houses with four rooms or more around L’Aigle", "61214", radius_km=25, rooms_from=4
            ),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ThemePage",
        slug="les-prix",
        title="Prices: compare with what is in front of you",
        introduction="What houses cost here is read in the listings of the day and in past sales.",
        fields={"theme": "price"},
        body=(
            text(
                "<h2>No averages: houses</h2>"
                "<p>An average says nothing of the roof. Each home shows what it would cost a "
                "month, "
                "what neighbouring sales say of the price per square metre, and how its own "
                "price has "
                "changed.</p>"
            ),
            homes("Under €120,000, three rooms or more", "", price_to=120_000, rooms_from=3),
            NEXT,
        ),
    ),
    DemoPage(
        kind="OriginPage",
        slug="venir-de-paris",
        title="Coming from Paris",
        introduction=(
            "Keep your job, change your mornings: what those do who go back to Paris two days a "
            "week."
        ),
        fields={"origin": "Paris"},
        body=(
            text(
                "<h2>The train, and the rest of the week</h2>"
                "<p>The line from Montparnasse calls at L’Aigle, Argentan and Flers. On other "
                "days the "
                "desk is a few kilometres away.</p>"
            ),
            homes("Around L’Aigle, on the line", "61214"),
            workspaces("Working there", "61214"),
            NEXT,
        ),
    ),
    DemoPage(
        kind="OriginPage",
        slug="venir-de-rouen",
        title="Coming from Rouen",
        introduction="Down the A28, without leaving Normandy: more room, the same apple trees.",
        fields={"origin": "Rouen"},
        body=(
            text(
                "<h2>Staying in Normandy</h2>"
                "<p>The A28 runs from Rouen to Alençon. Many keep clients and friends at both "
                "ends.</p>"
            ),
            homes("Around Sées and Alençon", "61464", radius_km=25),
            workspaces("Working there", "61464"),
            NEXT,
        ),
    ),
    DemoPage(
        kind="OriginPage",
        slug="venir-de-londres",
        title="Coming from London",
        introduction="By Ouistreham or by Dieppe: a house all year round, not only for the summer.",
        fields={"origin": "London"},
        body=(
            text(
                "<h2>From holiday house to home</h2>"
                "<p>Ferries from Portsmouth arrive in Ouistreham, those from Newhaven in Dieppe. "
                "Formalities have changed: residence permit, taxes, driving licence. We say whom "
                "to "
                "ask, and families who have been through it answer you.</p>"
            ),
            homes("Around Mortagne-au-Perche", "61293", radius_km=20),
            gatherings("Meet those who are already here"),
            questions(
                "What people from London ask",
                (
                    "Do we need to speak French?",
                    "<p>To settle, a little, and you will learn. To ask us anything, no: this "
                    "site and "
                    "our messages are in English too.</p>",
                ),
                (
                    "May we work from here for a British employer?",
                    "<p>It depends on your status and on the contract. Ask before you move: we "
                    "tell you "
                    "which office answers.</p>",
                ),
            ),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ListingPage",
        slug=TESTIMONIES,
        title="They came",
        introduction=(
            "What those say who have taken the step, with their consent and for as long as it "
            "holds."
        ),
    ),
    DemoPage(
        kind="TestimonyPage",
        slug="julien-a-boitron",
        under=TESTIMONIES,
        title="Julien, from Créteil to Boitron",
        introduction=(
            "Two days at the village office, three at home, and children who walk to school."
        ),
        fields={
            "person_name": "Julien Marchesseau",
            "person_words": "developer, came from Créteil",
            "quote": "On the first morning, the host of the telework centre already knew my name.",
        },
        body=(
            text(
                "<p>“We were looking for a house. What decided us was the desk: a place where I "
                "go, with "
                "people, ten minutes away. Hélène found her clients at the club.”</p>"
            ),
            workspaces("Julien’s desk, and those nearby", "61051", 3),
        ),
    ),
    DemoPage(
        kind="TestimonyPage",
        slug="odile-dans-le-perche",
        under=TESTIMONIES,
        title="Odile, sponsor in the Perche",
        introduction="She came long ago. Now she opens the door to the next ones.",
        fields={
            "person_name": "Odile Prévost",
            "person_words": "sponsor of newcomers",
            "quote": "You do not settle in a département. You settle among neighbours.",
        },
        body=(
            text(
                "<p>“I show them the market, the school, the short cut through the woods. After "
                "three "
                "Sundays they no longer need me, and that is as it should be.”</p>"
            ),
        ),
    ),
    DemoPage(
        kind="ListingPage",
        slug=NEWS,
        title="News",
        introduction="What opens, what changes, and where to meet us.",
    ),
    DemoPage(
        kind="NewsPage",
        slug="le-club-ouvre-ses-rencontres",
        under=NEWS,
        title="The club opens its gatherings to all",
        introduction=(
            "You may now come a first time without being a member: just say that you are coming."
        ),
        body=(
            text(
                "<p>Each gathering has a programme made by its members, and a seat kept for "
                "whoever comes "
                "to see.</p>"
            ),
            gatherings("Next ones"),
        ),
    ),
    DemoPage(
        kind="NewsPage",
        slug="nous-etions-au-salon-de-paris",
        under=NEWS,
        title="We were at the Paris fair",
        introduction="Two days of the same questions: the train, fibre, the school, the doctor.",
        body=(
            text(
                "<p>The answers are now on this site, each with its source. If yours is missing, "
                "write "
                "to us: we will look for it.</p>"
            ),
        ),
    ),
    DemoPage(
        kind="LandingPage",
        slug="partir-vivre-ailleurs",
        title="You met us at the fair",
        introduction="Here is what we promised to show you: houses, desks, and people.",
        body=(
            homes("Houses for sale, right now", "61293", radius_km=25),
            workspaces("Where you would work", "61293"),
            gatherings("Where to find us"),
            NEXT,
        ),
    ),
)
