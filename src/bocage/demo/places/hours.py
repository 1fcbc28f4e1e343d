"""Opening hours of the demo's places: as varied as those of real ones."""

from collections.abc import Mapping
from datetime import time

WeeklyHours = Mapping[int, tuple[tuple[time, time], ...]]
"""Opening periods by weekday (0 is Monday), in local time."""

MORNING = (time(9), time(12, 30))
AFTERNOON = (time(13, 30), time(17, 30))
WORKING_DAYS = range(5)

EVERY_DAY: WeeklyHours = dict.fromkeys(range(7), ((time(8), time(18)),))
"""Hours of a telework centre with a door code, open without staff, also on Sundays and holidays."""

OFFICE: WeeklyHours = dict.fromkeys(WORKING_DAYS, (MORNING, AFTERNOON))

COWORKING: WeeklyHours = {
    **dict.fromkeys(WORKING_DAYS, ((time(8), time(19)),)),
    5: ((time(9), time(13)),),
}

TOWN_HALL: WeeklyHours = {
    0: (MORNING,),
    1: (MORNING, AFTERNOON),
    3: (MORNING, AFTERNOON),
    4: (MORNING,),
}

MEDIA_LIBRARY: WeeklyHours = {
    1: ((time(14), time(18)),),
    2: ((time(10), time(12, 30)), (time(14), time(18))),
    4: ((time(14), time(18, 30)),),
    5: ((time(10), time(12, 30)), (time(14), time(17))),
}

WORKSHOP: WeeklyHours = {
    **dict.fromkeys(range(1, 5), ((time(10), time(18)),)),
    5: ((time(10), time(16)),),
}

LONG_DAYS: WeeklyHours = dict.fromkeys(WORKING_DAYS, ((time(7, 30), time(20)),))

CAFE: WeeklyHours = dict.fromkeys(range(1, 7), ((time(8, 30), time(18)),))
