"""A judgement as files: one result, the report in both languages, and the KPI form.

Nothing is overwritten: an audit that another one replaced is no audit.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING

from twin.judge.chapters import chapters
from twin.judge.defaults import defaults
from twin.judge.object import judgement_object
from twin.judge.summary import chapter_parts, summary
from twin.judge.words import told
from twin.settings import SettingError
from twin.whole import write_together
from twin.writable import why_not

if TYPE_CHECKING:
    from twin.judge.study import Judgement
    from twin.report import Added
    from twin.wording import Language

RESULT = "result.json"
LANGUAGES: tuple[Language, ...] = ("en", "ko")


def added(judgement: Judgement, language: Language) -> Added:
    """Return what the judgement adds to the report of its comparison."""
    from twin.report import Added, Chapter

    return Added(
        summary(judgement, language),
        [
            Chapter(name, told(name, language), chapter_parts(judgement, name, language))
            for name in chapters()
        ],
        defaults(judgement, language),
    )


def report_of(judgement: Judgement, language: Language) -> str:
    """Return the whole report as HTML."""
    from twin.report import page

    return page(judgement.comparison, language, added(judgement, language))


def result_text(judgement: Judgement) -> str:
    """Return the result file; what is not a number is null, never NaN."""
    return json.dumps(judgement_object(judgement), allow_nan=False, ensure_ascii=False, indent=1)


def refuse_folder(folder: Path, *, anew: bool = False) -> None:
    """Refuse a folder where the files could not be written, before anything is run.

    anew : files of a judgement that lie there may be replaced

    Raises SettingError: it is no folder, holds a judgement, or nothing can be written there.
    """
    if folder.exists() and not folder.is_dir():
        raise SettingError(f"{folder}: found a file; expected a folder, or none yet")
    taken = [name for name in names_of_files() if (folder / name).exists()]
    if taken and not anew:
        what = f"found {taken[0]}, which is never overwritten; expected a folder without it"
        raise SettingError(f"{folder}: {what}")
    reasons = (why_not(folder, folder=True), *(why_not(folder / name) for name in taken))
    told = next((one for one in reasons if one), None)
    if told:
        raise SettingError(told)


def names_of_files(with_form: bool = True) -> list[str]:
    """Return the names of all files of a judgement, as far as this machine can write them."""
    names = [RESULT, *(f"report.{language}.html" for language in LANGUAGES)]
    if with_form:
        endings = ["csv", "xlsx"] if has_openpyxl() else ["csv"]
        names += [f"kpi-form.{one}.{ending}" for ending in endings for one in LANGUAGES]
    return names


def has_openpyxl() -> bool:
    """Say whether workbooks can be written."""
    return importlib.util.find_spec("openpyxl") is not None


def write_all(judgement: Judgement, folder: Path, *, anew: bool = False) -> list[str]:
    """Write every file of a judgement into a folder, and return their names.

    anew : put them in the place of those that lie there, as a demonstration may

    Raises
    ------
    SettingError
        As `refuse_folder`, or if a file cannot be written.
    """
    refuse_folder(folder, anew=anew)
    names = names_of_files("form" in judgement.found)
    contents = {name: _content(judgement, name) for name in names}
    in_order = sorted(names, key=lambda name: name == RESULT)  # there only if all others are
    try:
        write_together({folder / name: contents[name] for name in in_order}, anew=anew)
    except OSError as error:
        raise SettingError(
            f"{folder}: the files cannot be written: {error.strerror or error}; choose another "
            "folder with --out"
        ) from None
    return names


def _content(judgement: Judgement, name: str) -> bytes:
    """The bytes of a file by its name."""
    from twin.form.files import csv_bytes

    if name == RESULT:
        return result_text(judgement).encode()
    *_, spoken, ending = name.split(".")
    language: Language = "ko" if spoken == "ko" else "en"
    if ending == "html":
        return report_of(judgement, language).encode()
    if ending == "xlsx":
        from twin.form.workbook import workbook_bytes

        return workbook_bytes(judgement.found["form"], language)
    return csv_bytes(judgement.found["form"], language)
