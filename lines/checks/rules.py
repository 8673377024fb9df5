"""The rules of a line, in the order in which they are asked."""

from __future__ import annotations

from collections.abc import Callable

from lines.checks import energy, hours, links, people, places, products, quality, size, stations
from lines.compose import Draft

RULES: tuple[Callable[[Draft], None], ...] = (
    places.names_mean_one_thing,
    places.flow_names_known_places,
    links.links_lead_somewhere,
    links.links_stand_once,
    links.rooms_stand_before_machines,
    links.only_machines_choose,
    links.shares_sum_to_one,
    links.endless_sources_fill_bounded_rooms,
    links.endless_sources_share_nothing,
    places.stations_stand_in_the_flow,
    places.stations_can_be_reached,
    places.stations_have_a_way_out,
    products.products_are_declared,
    products.sources_say_what_comes,
    products.cycles_cover_what_comes,
    products.products_have_ways_out,
    quality.verdicts_leave_inspections,
    quality.inspections_have_ways_for_both,
    quality.inspections_look_for_something,
    quality.finds_name_defects,
    quality.drift_is_reset,
    stations.needs_name_the_ways_in,
    stations.needs_find_room,
    stations.scrap_needs_a_part_at_work,
    hours.calendars_are_declared,
    hours.calendars_are_used,
    hours.shifts_do_not_overlap,
    hours.finish_needs_a_calendar,
    stations.maintenance_renews_failures,
    people.skills_are_in_some_crew,
    people.hazards_are_met_by_somebody,
    people.hazards_are_described,
    links.choose_has_a_choice,
    energy.break_even_needs_powers,
    energy.warm_up_needs_a_calendar,
    energy.warm_up_begins_in_working_time,
    energy.air_has_a_supply,
    energy.compressed_air_goes_somewhere,
    energy.limit_names_stations,
    energy.limit_lets_each_start,
    size.study_ends_in_time,
    size.line_has_a_size,
)
