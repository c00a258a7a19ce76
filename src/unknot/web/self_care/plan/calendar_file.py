"""Writes the coming days as a calendar file, with reminders that say nothing about health.

A calendar is read over shoulders and shared with colleagues: titles are plain unless the person ticks that they may say
more.
"""

from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta, tzinfo

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from unknot.pathway.diary.schedule import Schedule

REMIND = timedelta(minutes=30)
CHECK_MINUTES = 10
"""What the whole check takes, with time to spare."""


def calendar_of(
    coming: Schedule, *, journey: str, at: time, zone: tzinfo | None, minutes: float, now: datetime, says: str = ""
) -> bytes:
    """The days as iCalendar. `says`: the plan in a sentence where titles may say more, else nothing."""
    calendar = Calendar()
    calendar.add("prodid", "-//unknot//coming days//EN")
    calendar.add("version", "2.0")
    title = f"unknot: {says}" if says else _("unknot: a quiet time")
    look = _("unknot: the check again") if says else _("unknot: a look back")
    for day in coming.days:
        if datetime.combine(day, at, tzinfo=zone or now.tzinfo) <= now:
            continue  # today's hour is over
        calendar.add_component(_event(journey, day, at, zone, timedelta(minutes=minutes), title, now))
    if coming.days:
        length = timedelta(minutes=CHECK_MINUTES)
        calendar.add_component(_event(journey, coming.check_on, at, zone, length, look, now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(
    journey: str, day: date, at: time, zone: tzinfo | None, length: timedelta, title: str, now: datetime
) -> Event:
    event, alarm = Event(), Alarm()
    event.add("uid", f"{uuid.uuid5(uuid.UUID(journey), day.isoformat())}@unknot")
    event.add("dtstamp", now)
    event.add("dtstart", datetime.combine(day, at, tzinfo=zone))
    event.add("duration", length)
    event.add("summary", title)
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", -REMIND)
    event.add_component(alarm)
    return event
