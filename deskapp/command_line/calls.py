"""What can be called: each command with its words, options, help and example."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from deskapp import __version__
from deskapp.command_line.parser import Argument, Command, Parser
from deskapp.i18n import LANGUAGES, N_, _

LEDGER = Argument("--ledger", N_("the ledger: a file, or a postgresql:// address"), needed=True)
YEAR = Argument(
    "--year", N_("the year; without it the one that is running, else the latest of the ledger")
)
SCHEME = Argument(
    "--scheme",
    N_("the appraisal scheme, by its title or number; without it the first of the year"),
)

COMMANDS: dict[str, Command] = {
    "sample": Command(
        "sample",
        "deskapp sample LEDGER [--size small|office|large]",
        N_("Make a new ledger that holds a worked example of one year."),
        "deskapp sample sample-2021.ledger --size office",
        (
            Argument("LEDGER", N_("where to make it; nothing may be there yet"), needed=True),
            Argument(
                "--size",
                N_("small, office (the usual one) or large, which is for measuring"),
                choices=("small", "office", "large"),
            ),
        ),
    ),
    "export": Command(
        "export",
        "deskapp export REPORT --ledger LEDGER [--year Y] [--scheme S] --to FILE "
        "[--language zh_CN|en]",
        N_(
            "Write a report as a workbook (.xlsx), a Word document (.docx) or a calendar (.ics), "
            "or the evidence box of a year as a folder or a .zip; "
            "its target is replaced only by a whole one."
        ),
        "deskapp export appraisal --ledger office.ledger --year 2021 --to appraisal-2021.xlsx\n"
        "deskapp export bulletin --ledger office.ledger --year 2021 --to bulletin.docx\n"
        "deskapp export evidence-box --ledger office.ledger --year 2021 --to box-2021.zip\n"
        "deskapp list reports",
        (
            Argument("REPORT", N_("which report: see deskapp list reports"), needed=True),
            LEDGER,
            YEAR,
            Argument(
                "--scheme",
                N_(
                    "the appraisal scheme, by its title or number; without it the first of the "
                    "year, and with evidence-box all of them"
                ),
            ),
            Argument(
                "--to",
                N_("the file to write, ending in .xlsx, .docx, .ics or .zip, or a new folder"),
                needed=True,
            ),
            Argument(
                "--language",
                N_("the language of the file: zh_CN or en; without it the system's"),
                choices=tuple(LANGUAGES),
            ),
        ),
    ),
    "import": Command(
        "importing",
        "deskapp import KIND FILE.xlsx --ledger LEDGER [--year Y] [--meeting M] "
        "[--keep-words] [--answers ANSWERS.json] [--preview [--json]] [--skip-problems]",
        N_("Take a list of the office over from a workbook, all of it or nothing."),
        "deskapp import people roster.xlsx --ledger office.ledger --preview\n"
        "deskapp import tasks division.xlsx --ledger office.ledger --year 2021 --keep-words\n"
        "deskapp import attendance signed.xlsx --ledger office.ledger --meeting 12\n"
        "deskapp import scheme scoring-table.xlsx --ledger office.ledger --preview\n"
        "deskapp list kinds",
        (
            Argument("KIND", N_("what the rows are: see deskapp list kinds"), needed=True),
            Argument("FILE", N_("the workbook, ending in .xlsx"), needed=True),
            LEDGER,
            Argument(
                "--year", N_("the year of dates, tasks and practices that are written without one")
            ),
            Argument(
                "--meeting",
                N_("with attendance: the meeting, by its number or its title"),
            ),
            Argument(
                "--keep-words",
                N_("keep deadlines that nobody can read as words, without a date"),
                switch=True,
            ),
            Argument(
                "--answers",
                N_(
                    "a JSON file of answers to doubtful cells, as --preview --json prints them: "
                    "text of the cell, answer"
                ),
            ),
            Argument("--preview", N_("say what would be done, and write nothing"), switch=True),
            Argument(
                "--json",
                N_("with --preview: print every row as read, with its problems, as JSON"),
                switch=True,
            ),
            Argument(
                "--skip-problems", N_("write the good rows, leave out the others"), switch=True
            ),
        ),
    ),
    "score": Command(
        "score",
        "deskapp score --ledger LEDGER [--year Y] [--scheme S] [--unit U] [--explain] [--json]",
        N_("Print the scores of a year's appraisal: as made final, else as of today."),
        "deskapp score --ledger office.ledger --year 2021\n"
        "deskapp score --ledger office.ledger --year 2021 --unit 办公室 --explain",
        (
            LEDGER,
            YEAR,
            SCHEME,
            Argument("--unit", N_("only this unit or branch: its name, or a part of it")),
            Argument(
                "--explain",
                N_("say why each point is what it is, with the rows of evidence"),
                switch=True,
            ),
            Argument(
                "--json",
                N_(
                    "print a list of all as JSON; points are numbers, exact to two decimals, and "
                    "those of deductions are the points taken off; a cap has its limit and "
                    "whether it cut what counts; with --explain every row of evidence has its "
                    "record (table and id), whether it counts, its level, and its cells by heading"
                ),
                switch=True,
            ),
        ),
    ),
    "fill": Command(
        "fill",
        "deskapp fill TEMPLATE.xlsx --ledger LEDGER [--year Y] [--scheme S] [--unit U] --to DIR "
        "[--replace] [--preview] | --example FILE.xlsx [--summary]",
        N_(
            "Fill the office's own form, whose cells hold marks such as {{unit}} and {{total}}: a "
            "new file for each unit, or one for a form about all. The form is never changed. "
            "Or write an example form to begin from."
        ),
        "deskapp fill form.xlsx --ledger office.ledger --year 2021 --to filled\n"
        "deskapp fill --example form.xlsx --ledger office.ledger\n"
        "deskapp list marks",
        (
            Argument("TEMPLATE", N_("the form, ending in .xlsx or .xlsm")),
            LEDGER,
            YEAR,
            SCHEME,
            Argument("--unit", N_("only this unit or branch: its name, or a part of it")),
            Argument("--to", N_("the folder for the filled forms")),
            Argument("--replace", N_("replace files of the same names"), switch=True),
            Argument(
                "--preview", N_("print the marks and their values, write nothing"), switch=True
            ),
            Argument("--example", N_("write an example form to this file instead of filling one")),
            Argument(
                "--summary", N_("with --example: a form about all, not one a unit"), switch=True
            ),
        ),
    ),
    "check": Command(
        "check",
        "deskapp check BOX | --ledger LEDGER [--year Y] [--all] [--json]",
        N_(
            "Check that the ledger is whole, then list what the year still lacks; or check that "
            "every file of an evidence box is as it was put in."
        ),
        "deskapp check --ledger office.ledger --year 2021\ndeskapp check box-2021.zip",
        (
            Argument("BOX", N_("an evidence box: a folder or a .zip; or a ledger")),
            Argument("--ledger", N_("the ledger: a file, or a postgresql:// address")),
            YEAR,
            Argument("--all", N_("list every gap, not only the first of each kind"), switch=True),
            Argument("--json", N_("print what was found as JSON"), switch=True),
        ),
    ),
    "backup": Command(
        "backup",
        "deskapp backup --ledger LEDGER [--list | --restore NUMBER]",
        N_("Keep a checked copy of the ledger beside it, list the copies, or put one back."),
        "deskapp backup --ledger office.ledger\n"
        "deskapp backup --ledger office.ledger --list\n"
        "deskapp backup --ledger office.ledger --restore 12",
        (
            Argument("--ledger", N_("the file of the ledger"), needed=True),
            Argument("--list", N_("list the copies, the newest first"), switch=True),
            Argument(
                "--restore",
                N_("the number of the copy to put back; what is there now is kept as a copy"),
            ),
        ),
    ),
    "list": Command(
        "lists",
        "deskapp list reports | kinds | marks",
        N_("List the reports to export, the kinds to import, or the marks that a form may hold."),
        "deskapp list reports",
        (
            Argument(
                "WHAT",
                N_("reports, kinds or marks"),
                needed=True,
                choices=("reports", "kinds", "marks"),
            ),
        ),
    ),
}

WINDOW = Command(
    "window",
    "deskapp [LEDGER]",
    N_("Open the window on a ledger: a file, or a postgresql:// address."),
    "deskapp\ndeskapp office.ledger\ndeskapp export --help",
    (
        Argument("LEDGER", N_("without it the one that was open last")),
        Argument(
            "--self-check",
            N_("start every part once on a ledger of its own, and say whether all is there"),
            switch=True,
        ),
    ),
)


def understood(words: Sequence[str]) -> tuple[Command, argparse.Namespace]:
    """Return the command that is called and the parsed call; no command opens the window."""
    if words and words[0] in COMMANDS:
        command = COMMANDS[words[0]]
        return command, Parser(command).understood(words[1:])
    parser = Parser(WINDOW)
    parser.group.add_argument(
        "--version", action="version", version=__version__, help=_("show the version")
    )
    lines = [f"  {command.usage}\n      {_(command.about)}" for command in COMMANDS.values()]
    parser.description = "\n".join(
        [
            _(WINDOW.about),
            "",
            _("These commands work without a window:"),
            *lines,
            "",
            _("Exit status: 0 done; 1 the input has problems, nothing was written; 2 wrong call."),
        ]
    )
    return WINDOW, parser.understood(words)
