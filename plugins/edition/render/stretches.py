"""Pages of years and months, where what stands in time is too much for one page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from edition.chronology import stretches_of
from edition.render.escaping import html_text
from edition.render.volumes import ListPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from edition.chronology import Moment, Stretch
    from edition.render.urls import UrlFor
    from edition.threads import ResolvedThread

    Render = Callable[[Sequence[Moment], UrlFor], str]


def stretch_pages(
    base: str, title: str, moments: Sequence[Moment], threads: Sequence[ResolvedThread], render: Render
) -> Iterator[ListPage]:
    """Yield a page for each year, and for each month of a year that is too full for one page.

    `base` begins their names, `render` gives the content of some moments.
    """
    stretches = stretches_of(moments)
    years = [year for year, _ in stretches]
    for place, (year, months) in enumerate(stretches):
        beside = [*years[max(place - 1, 0) : place], *years[place + 1 : place + 2]]
        content = partial(_counted, months, threads, base) if months else partial(_shown, year, render)
        ways = partial(_ways, base, beside)
        yield ListPage(
            name=year.page(base), title=f"{title}: {year.name}", render=partial(_page, content, ways)
        )
        for month in months:
            content = partial(_shown, month, render)
            yield ListPage(
                name=month.page(base),
                title=f"{title}: {month.name}",
                render=partial(_page, content, partial(_ways, base, [year])),
            )


def render_years(
    base: str, moments: Sequence[Moment], threads: Sequence[ResolvedThread], url_for: UrlFor
) -> str:
    """Return how many documents each year has of each thread, and the way to it."""
    return render_counts([year for year, _ in stretches_of(moments)], "Year", threads, base, url_for)


def _page(content: Callable[[UrlFor], str], ways: Callable[[UrlFor], str], url_for: UrlFor) -> str:
    return content(url_for) + ways(url_for)


def _shown(stretch: Stretch, render: Render, url_for: UrlFor) -> str:
    return render(stretch.moments, url_for)


def _counted(months: Sequence[Stretch], threads: Sequence[ResolvedThread], base: str, url_for: UrlFor) -> str:
    return render_counts(months, "Month", threads, base, url_for)


def _ways(base: str, others: Sequence[Stretch], url_for: UrlFor) -> str:
    whole = f"{base}/index" if base == "timeline" else base
    links = "".join(f'<li><a href="{url_for(one.page(base))}">{one.name}</a></li>\n' for one in others)
    return (
        '<nav class="edition-ways" aria-label="Other times">\n<ul>\n'
        f'{links}<li><a href="{url_for(whole)}">All years</a></li>\n</ul>\n</nav>\n'
    )


def render_counts(
    stretches: Sequence[Stretch], unit: str, threads: Sequence[ResolvedThread], base: str, url_for: UrlFor
) -> str:
    """Return how many documents of each thread each year or month has."""
    titles = "".join(f'<th scope="col">{html_text(one.thread.title)}</th>' for one in threads)
    rows = "".join(
        _counts_row(one, place, stretches, threads, url_for(one.page(base)))
        for place, one in enumerate(stretches)
    )
    return (
        '<div class="edition-scroller" role="region" aria-label="Documents in time" tabindex="0">\n'
        '<table class="edition-chart-table edition-chart-counts"><thead><tr>'
        f'<th scope="col">{unit}</th><th scope="col">Documents</th>{titles}</tr></thead>'
        f"<tbody>\n{rows}</tbody></table></div>\n"
    )


def _counts_row(
    one: Stretch, place: int, stretches: Sequence[Stretch], threads: Sequence[ResolvedThread], address: str
) -> str:
    """Return a row of the table; the first part of a month has the address of the month."""
    key = one.key[:7]
    is_first = place == 0 or stretches[place - 1].key[:7] != key
    name = f' id="edition-{key}"' if is_first else ""
    cells = "".join(f"<td>{_count(one, resolved.thread.id) or '–'}</td>" for resolved in threads)
    return (
        f'<tr{name}><th scope="row"><a href="{address}">{one.name}</a></th>'
        f"<td>{len(one.moments)}</td>{cells}</tr>\n"
    )


def _count(stretch: Stretch, thread: str) -> int:
    return sum(lane.thread == thread for moment in stretch.moments for lane in moment.lanes)
