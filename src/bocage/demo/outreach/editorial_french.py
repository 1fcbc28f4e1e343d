"""The pages of the Orne in French. Who speaks in them is invented; towns, lines and roads exist,
and every figure is counted by the demo itself."""

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
    "Et si vous veniez voir ?",
    (
        "Racontez votre projet en quelques minutes : quelqu’un d’ici vous répond, et vous "
        "propose une commune, un bureau et des visites."
    ),
    ("Raconter mon projet", "/mon-projet/nouveau/"),
    ("Garder le contact", "/gardons-le-contact/"),
)

FRENCH = (
    DemoPage(
        kind="ThemePage",
        slug="habiter",
        title="Habiter une maison, pas un compromis",
        introduction=(
            "Des bourgs vivants, des maisons de pierre, et des mairies qui savent ce qui va se "
            "libérer."
        ),
        fields={"theme": "live"},
        body=(
            text(
                "<h2>Chercher, et être prévenu</h2>"
                "<p>Les annonces des agences et des notaires sont réunies ici, chacune une seule "
                "fois. "
                "Une recherche s’enregistre d’un clic : le prochain logement qui y répond vous est "
                "annoncé.</p>"
                "<p>Ce qui n’est encore affiché nulle part, les mairies le disent aux personnes "
                "accompagnées : une maison dont l’hiver a vidé les volets, un logement communal "
                "qui "
                "se libère.</p>"
            ),
            homes("Arrivés récemment autour de Mortagne", "61293", radius_km=20),
            homes("À louer autour d’Alençon", "61001", offer="rental"),
            questions(
                "Ce que l’on nous demande",
                (
                    "Peut-on louer avant d’acheter ?",
                    "<p>Oui, et c’est souvent le plus sage : une saison suffit pour savoir de quel "
                    "côté du bourg on veut se lever. La recherche propose les deux.</p>",
                ),
                (
                    "Qui vérifie qu’une annonce est toujours libre ?",
                    "<p>Nous le demandons à qui l’a donnée. Sans réponse, elle est retirée.</p>",
                ),
            ),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ThemePage",
        slug="teletravailler",
        title="Travailler à côté, pas à la table de la cuisine",
        introduction=(
            "Un bureau équipé près de chez vous, à la demi-journée, dans un lieu où l’on vous "
            "attend."
        ),
        fields={"theme": "work"},
        body=(
            live_figures("open_this_week", "free_tomorrow", "communes_close_by", "measured_speed"),
            text(
                "<h2>Comment cela se passe</h2>"
                "<p>Vous choisissez un lieu, un jour, une demi-journée. La confirmation arrive par "
                "courriel. Sur place, quelqu’un sait que vous venez.</p>"
                "<ul><li>Une salle pour la réunion de dix heures.</li>"
                "<li>Une cabine pour téléphoner sans gêner.</li>"
                "<li>Un débit mesuré sur place, et daté.</li></ul>"
            ),
            place_map("Les lieux autour de Sées", "61464"),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ThemePage",
        slug="apprendre",
        title="Apprendre, et lancer son activité",
        introduction=(
            "Une école du web entre membres, des formations avec les chambres, et des gens qui "
            "ont déjà essayé."
        ),
        fields={"theme": "learn"},
        body=(
            text(
                "<h2>Entre pairs, puis avec ceux dont c’est le métier</h2>"
                "<p>Au club, chacun apprend à d’autres ce qu’il sait faire. Les formations, "
                "elles, se "
                "font avec les chambres consulaires : un projet, des jurys, un accompagnement.</p>"
            ),
            gatherings("Les prochaines rencontres"),
            quote(
                "J’étais venue pour le bureau. Je suis restée pour les gens qui y travaillent.",
                "Une membre du club, à Boitron",
            ),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ThemePage",
        slug="se-deplacer",
        title="Se déplacer, et repartir quand il le faut",
        introduction=(
            "Deux lignes de train, deux autoroutes, et moins de trajets parce que le bureau est "
            "près."
        ),
        fields={"theme": "move"},
        body=(
            text(
                "<h2>En train</h2>"
                "<p>La ligne de Paris-Montparnasse à Granville s’arrête à L’Aigle, à Argentan et "
                "à Flers. "
                "Celle du Mans à Caen passe par Alençon, Sées et Argentan.</p>"
                "<h2>Par la route</h2>"
                "<p>L’A28 relie Alençon à Rouen et au Mans, l’A88 relie Sées à Caen.</p>"
                "<p>Chaque page de commune dit la gare la plus proche, et les lieux de travail "
                "avec le temps "
                "de route pour y aller.</p>"
            ),
            workspaces("Travailler près de la gare d’Argentan", "61006"),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ThemePage",
        slug="se-soigner",
        title="Se soigner : ce qu’il faut savoir avant de venir",
        introduction=(
            "Trouver un médecin demande du temps, ici comme ailleurs. Mieux vaut le dire, et "
            "commencer tôt."
        ),
        fields={"theme": "health"},
        body=(
            text(
                "<h2>Ne pas attendre d’être installé</h2>"
                "<p>Alençon, Argentan, Flers, L’Aigle et Mortagne-au-Perche ont un hôpital. Les "
                "maisons "
                "de santé regroupent médecins, infirmiers et kinésithérapeutes dans plusieurs "
                "bourgs.</p>"
                "<p>Votre parrain ou votre marraine vous dit qui prend encore de nouveaux patients "
                "autour de la commune que vous visez : c’est l’une des premières questions de la "
                "visite.</p>"
            ),
            questions(
                "Ce que l’on nous demande",
                (
                    "Puis-je garder mon médecin actuel ?",
                    "<p>Oui, le temps d’en trouver un : rien n’oblige à changer de médecin "
                    "traitant le "
                    "jour où l’on déménage.</p>",
                ),
            ),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ThemePage",
        slug="nature",
        title="La nature commence au bout de la rue",
        introduction=(
            "Deux parcs naturels régionaux, des haies, des forêts, et des chemins que l’on finit "
            "par connaître."
        ),
        fields={"theme": "nature"},
        body=(
            text(
                "<h2>Entre Perche et Suisse normande</h2>"
                "<p>Le parc du Perche à l’est, le parc Normandie-Maine au sud, la Suisse "
                "normande au "
                "nord-ouest : l’Orne est un pays de haies, d’étangs et de forêts. On marche, on "
                "roule, on monte à cheval.</p>"
                "<p>Les haies qui donnent son nom au bocage sont plantées et taillées par ceux "
                "qui y "
                "vivent. On peut apprendre.</p>"
            ),
            homes("Des maisons avec jardin autour de L’Aigle", "61214", radius_km=25, rooms_from=4),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ThemePage",
        slug="les-prix",
        title="Les prix : comparer avec ce que l’on a sous les yeux",
        introduction=(
            "Ce que coûtent les maisons d’ici se lit dans les annonces du jour et dans les "
            "ventes passées."
        ),
        fields={"theme": "price"},
        body=(
            text(
                "<h2>Pas de moyenne, des maisons</h2>"
                "<p>Une moyenne ne dit rien de la toiture. Chaque page de logement montre ce qu’il "
                "coûterait par mois, ce que les ventes voisines disent du prix au mètre carré, et "
                "comment son prix a changé.</p>"
            ),
            homes("À moins de 120 000 €, trois pièces ou plus", "", price_to=120_000, rooms_from=3),
            NEXT,
        ),
    ),
    DemoPage(
        kind="OriginPage",
        slug="venir-de-paris",
        title="Venir de Paris",
        introduction=(
            "Garder son métier, changer de matin : ce que font celles et ceux qui reviennent à "
            "Paris deux jours par semaine."
        ),
        fields={"origin": "Paris"},
        body=(
            text(
                "<h2>Le train, et le reste de la semaine</h2>"
                "<p>La ligne de Montparnasse s’arrête à L’Aigle, à Argentan et à Flers. Les "
                "autres jours, "
                "le bureau est à quelques kilomètres, et la réunion se tient dans une salle qui "
                "n’est pas la vôtre.</p>"
            ),
            homes("Autour de L’Aigle, sur la ligne", "61214"),
            workspaces("Y travailler", "61214"),
            questions(
                "Ce que demandent les Parisiens",
                (
                    "La fibre est-elle là ?",
                    "<p>La page de chaque commune le dit, avec sa source et sa date. Les lieux de "
                    "travail donnent le débit qu’ils ont mesuré.</p>",
                ),
                (
                    "Connaîtrons-nous quelqu’un ?",
                    "<p>Oui, avant d’arriver : un habitant vous parraine, et le club se retrouve "
                    "chaque mois.</p>",
                ),
            ),
            NEXT,
        ),
    ),
    DemoPage(
        kind="OriginPage",
        slug="venir-de-rouen",
        title="Venir de Rouen",
        introduction="Par l’A28, sans quitter la Normandie : plus de place, les mêmes pommiers.",
        fields={"origin": "Rouen"},
        body=(
            text(
                "<h2>Rester en Normandie</h2>"
                "<p>L’A28 descend de Rouen à Alençon. Beaucoup gardent leurs clients et leurs "
                "amis des "
                "deux côtés, et travaillent les autres jours dans un lieu du Perche ou du pays "
                "d’Ouche.</p>"
            ),
            homes("Autour de Sées et d’Alençon", "61464", radius_km=25),
            workspaces("Y travailler", "61464"),
            NEXT,
        ),
    ),
    DemoPage(
        kind="OriginPage",
        slug="venir-de-londres",
        title="Venir de Londres",
        introduction=(
            "Par Ouistreham ou par Dieppe : une maison à l’année, pas seulement pour l’été."
        ),
        fields={"origin": "Londres"},
        body=(
            text(
                "<h2>De la maison de vacances à la vie d’ici</h2>"
                "<p>Les ferries de Portsmouth arrivent à Ouistreham, ceux de Newhaven à Dieppe. "
                "Les démarches ont changé : titre de séjour, impôts, permis. Nous disons à qui les "
                "demander, et des familles qui les ont faites vous répondent.</p>"
            ),
            homes("Autour de Mortagne-au-Perche", "61293", radius_km=20),
            gatherings("Rencontrer ceux qui sont déjà là"),
            NEXT,
        ),
    ),
    DemoPage(
        kind="ListingPage",
        slug=TESTIMONIES,
        title="Ils sont venus",
        introduction=(
            "Ce que disent celles et ceux qui ont franchi le pas, avec leur accord et pour le "
            "temps qu’il dure."
        ),
    ),
    DemoPage(
        kind="TestimonyPage",
        slug="julien-a-boitron",
        under=TESTIMONIES,
        title="Julien, de Créteil à Boitron",
        introduction=(
            "Deux jours au bureau du village, trois chez lui, et des enfants qui vont à l’école "
            "à pied."
        ),
        fields={
            "person_name": "Julien Marchesseau",
            "person_words": "développeur, arrivé de Créteil",
            "quote": "Le premier matin, l’animatrice du télécentre connaissait déjà mon prénom.",
        },
        body=(
            text(
                "<p>« Nous cherchions une maison. Ce qui nous a décidés, c’est le bureau : un "
                "lieu où "
                "je vais, avec des gens, à dix minutes. Hélène, elle, a trouvé ses clients au "
                "club. »</p>"
            ),
            workspaces("Le bureau de Julien, et ceux d’à côté", "61051", 3),
        ),
    ),
    DemoPage(
        kind="TestimonyPage",
        slug="odile-dans-le-perche",
        under=TESTIMONIES,
        title="Odile, marraine dans le Perche",
        introduction=(
            "Elle est venue il y a longtemps. Maintenant, elle ouvre la porte aux suivants."
        ),
        fields={
            "person_name": "Odile Prévost",
            "person_words": "marraine de nouveaux arrivants",
            "quote": "On ne s’installe pas dans un département. On s’installe chez des voisins.",
        },
        body=(
            text(
                "<p>« Je montre le marché, l’école, le raccourci par les bois. Au bout de trois "
                "dimanches, ils n’ont plus besoin de moi, et c’est très bien. »</p>"
            ),
        ),
    ),
    DemoPage(
        kind="ListingPage",
        slug=NEWS,
        title="Actualités",
        introduction="Ce qui ouvre, ce qui change, et où nous rencontrer.",
    ),
    DemoPage(
        kind="NewsPage",
        slug="le-club-ouvre-ses-rencontres",
        under=NEWS,
        title="Le club ouvre ses rencontres à tous",
        introduction=(
            "On peut désormais venir une première fois sans être membre : il suffit de s’annoncer."
        ),
        body=(
            text(
                "<p>Chaque rencontre a un programme fait par les membres, et une place gardée "
                "pour qui "
                "vient voir. Dites que vous venez, et quelqu’un vous accueillera à la porte.</p>"
            ),
            gatherings("Les prochaines"),
        ),
    ),
    DemoPage(
        kind="NewsPage",
        slug="nous-etions-au-salon-de-paris",
        under=NEWS,
        title="Nous étions au salon de Paris",
        introduction=(
            "Deux jours à répondre aux mêmes questions : le train, la fibre, l’école, le médecin."
        ),
        body=(
            text(
                "<p>Les réponses sont maintenant sur ce site, chacune avec sa source. Si la "
                "vôtre n’y "
                "est pas, écrivez-nous : nous la chercherons.</p>"
            ),
        ),
    ),
    DemoPage(
        kind="LandingPage",
        slug="partir-vivre-ailleurs",
        title="Vous nous avez rencontrés au salon",
        introduction=(
            "Voici ce que nous vous avons promis de montrer : des maisons, des bureaux, et des "
            "gens."
        ),
        body=(
            homes("Des maisons à vendre, en ce moment", "61293", radius_km=25),
            workspaces("Où vous travailleriez", "61293"),
            gatherings("Où nous croiser"),
            NEXT,
        ),
    ),
)
