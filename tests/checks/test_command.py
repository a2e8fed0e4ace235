"""`verifier check` as it is used: exit codes, formats, colours, fixes."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.ledgers import OUTCOMES, SOURCE, write
from verifier.cli import main

WRONG = SOURCE.replace("voice: quotation", "voice: quotatoin  # a comment").replace(
    "forecaster: ann-example", 'forecaster:   "ann-exampel"'
)


def test_a_sound_ledger_is_ok(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0 and one calm line."""
    assert main(["check", "--ledger", str(write(tmp_path))]) == 0
    out = capsys.readouterr()
    assert out.out.startswith("ok: 1 forecast in 1 source")
    assert out.err == ""


def test_no_ledger_is_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is no ledger is not called sound."""
    assert main(["check", "--ledger", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert "is no ledger" in said
    assert "verifier new ledger DIR" in said


@pytest.mark.parametrize("inside", ["seeds", "outcomes/deep", "reports/a b"])
def test_in_a_folder_of_a_ledger_the_ledger_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    """The option can be typed as it is told, from where one stands."""
    folder = write(tmp_path / "our ledger") / inside
    folder.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(folder)
    assert main(["check"]) == 2
    told = capsys.readouterr().err
    [option] = re.findall("there is one above it: (.+)", told)
    assert main(["check", *shlex.split(option)]) == 0
    assert "ok: 1 forecast" in capsys.readouterr().out
    monkeypatch.chdir("/")
    assert main(["check", "--ledger", str(folder)]) == 2
    [option] = re.findall("there is one above it: (.+)", capsys.readouterr().err)
    assert main(["check", *shlex.split(option)]) == 0


def test_errors_are_counted_and_exit_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """All findings at once, each once, without a cascade."""
    assert main(["check", "--ledger", str(write(tmp_path, source=WRONG))]) == 1
    err = capsys.readouterr().err
    assert "error[VF103]: `voice` cannot be `quotatoin`\n" in err
    assert f"\n --> {tmp_path}/seeds/paper.yaml:9:12\n" in err
    assert err.count("error[") == 1
    assert err.endswith(
        f"1 error, 0 warnings; `verifier check --fix --ledger {tmp_path}` fixes 1\n"
    )
    assert "\x1b" not in err


def test_a_warning_exits_with_nought(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What does not stop a run does not fail a job; a ledger can make it."""
    source = SOURCE.replace('    window: {phrase: "in February"}\n', "")
    write(tmp_path, source=source)
    assert main(["check", "--ledger", str(tmp_path)]) == 0
    assert "advice[VF301]" in capsys.readouterr().err
    (tmp_path / "ledger.yaml").write_text("checks: {VF301: error}\n", encoding="utf-8")
    assert main(["check", "--ledger", str(tmp_path)]) == 1
    assert "error[VF301]" in capsys.readouterr().err


def test_strict_fails_on_warnings_and_not_on_advice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And then it does not say that all is well."""
    source = SOURCE.replace('    window: {phrase: "in February"}\n', "")
    advised = write(tmp_path / "advised", source=source)
    assert main(["check", "--strict", "--ledger", str(advised)]) == 0
    warned = write(
        tmp_path / "warned",
        outcomes=OUTCOMES.replace("        address: https://example.org/attack\n", ""),
    )
    capsys.readouterr()
    for format in ("text", "json", "github", "sarif"):
        told = ["--format", format, "--ledger", str(warned)]
        assert main(["check", *told]) == 0
        capsys.readouterr()
        assert main(["check", "--strict", *told]) == 1
        assert "ok: " not in capsys.readouterr().out


def test_the_gravest_findings_stand_last(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A terminal shows the end: there are the errors, and how many there are."""
    source = WRONG.replace('    window: {phrase: "in February"}\n', "") + SOURCE.partition(
        "forecasts:\n"
    )[2].replace("ann-attack", "ann-again").replace('    window: {phrase: "in February"}\n', "")
    outcomes = OUTCOMES.replace("        address: https://example.org/attack\n", "")
    main(["check", "--ledger", str(write(tmp_path, source=source, outcomes=outcomes))])
    found = re.findall(r"^(advice|warning|error)\[", capsys.readouterr().err, re.MULTILINE)
    assert {*found} == {"advice", "warning", "error"}
    assert found == sorted(found, key=("advice", "warning", "error").index)


_MEANT = {
    'likelihood: {phrase: "will"}': {
        "likelihood: will": 'write `likelihood: {phrase: "will"}`',
        "likelihood: 0.7": "write `likelihood: {probability: 0.7}`",
        "likelihood: .7": "write `likelihood: {probability: .7}`",
        "likelihood: {probability: 70}": "write 0.7",
        "likelihood: {probability: 2.5%}": "write 0.025",
        "likelihood: {probability: 1.5}": "write a number within the bounds",
    },
    "forecaster: ann-example": {
        "forecaster: Ann Example": "write `ann-example`",
        "forecaster: ann_example": "write `ann-example`",
        "forecaster: Зоя": "Write what the message asks for; ",
    },
}


def test_a_value_of_another_form_is_written_as_it_is_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What the remedy says to write is taken; where nobody can know, nothing is guessed."""
    for sound, slips in _MEANT.items():
        for slip, remedy in slips.items():
            root = write(tmp_path, source=SOURCE.replace(sound, slip))
            assert main(["check", "--ledger", str(root)]) == 1
            assert f"help: {remedy}" in capsys.readouterr().err
            meant = re.fullmatch("write (?:`(.*)`|([0-9.]+))", remedy)
            if meant:
                key = sound.partition(":")[0]
                value = meant[1] or f"likelihood: {{probability: {meant[2]}}}"
                put = value if value.startswith(key) else f"{key}: {value}"
                main(["check", "--ledger", str(write(tmp_path, source=SOURCE.replace(sound, put)))])
                assert "VF103" not in capsys.readouterr().err


def test_what_is_wrong_of_a_record_is_shown_at_the_key_that_it_is_said_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not at the first key, which is right."""
    ruling = (
        "rulings:\n  - id: r\n    forecast: ann-attack\n    date: 2024-01-01\n    signed: A\n"
        "    outcome: partly\n    truth: [0.7, 0.3]\n    reasons: So.\n"
    )
    outcomes = OUTCOMES + ruling
    main(["check", "--ledger", str(write(tmp_path, outcomes=outcomes))])
    line = next(n for n, row in enumerate(outcomes.splitlines(), 1) if "truth" in row)
    assert f".yaml:{line}:5\n" in capsys.readouterr().err


def test_colour_is_for_terminals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal gets colours unless NO_COLOR is set."""
    write(tmp_path, source=WRONG)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    main(["check", "--ledger", str(tmp_path)])
    assert "\x1b[" in capsys.readouterr().err
    monkeypatch.setenv("NO_COLOR", "1")
    main(["check", "--ledger", str(tmp_path)])
    assert "\x1b[" not in capsys.readouterr().err


def test_fix_touches_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Comments, quotes and blanks survive; what one remedy brings to light is put right too."""
    write(tmp_path, source=WRONG)
    assert main(["check", "--fix", "--ledger", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "fixed 1 mistake:\n" in told
    assert "seeds/paper.yaml:9: `voice` cannot be `quotatoin`" in told
    assert "did you mean `ann-example`?" in told
    text = (tmp_path / "seeds/paper.yaml").read_text(encoding="utf-8")
    assert text == WRONG.replace("quotatoin", "quotation")


def test_the_same_mistake_twice_is_told_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with its line."""
    text = SOURCE.replace("voice: quotation", "voice: quotatoin")
    entry = text[text.index("  - id: ann-attack") :]
    write(tmp_path, source=text + entry.replace("ann-attack", "ann-again").replace("they", "we"))
    main(["check", "--fix", "--ledger", str(tmp_path)])
    told = capsys.readouterr().err
    assert "fixed 2 mistakes:\n" in told
    assert told.count("now `quotation`") == 2


def test_what_is_offered_is_put_right_beside_other_mistakes(tmp_path: Path) -> None:
    """A key given twice, which no edit puts right, keeps no misspelt word from it."""
    text = SOURCE.replace("voice: quotation", "voice: quotatoin")
    write(tmp_path, source=text.replace("    said:", "    said: 2023-01-09\n    said:", 1))
    assert main(["check", "--fix", "--ledger", str(tmp_path)]) == 1
    assert "voice: quotation\n" in (tmp_path / "seeds/paper.yaml").read_text(encoding="utf-8")


def test_fix_of_a_key_at_the_top(tmp_path: Path) -> None:
    """Also the parts of a file are put right where they are misspelt."""
    aside = 'set_asides:  # one\n  - {quote: "They have 9 tanks.", why: estimate-of-present}\n'
    write(tmp_path, source=SOURCE + aside)
    assert main(["check", "--fix", "--ledger", str(tmp_path)]) == 0
    text = (tmp_path / "seeds/paper.yaml").read_text(encoding="utf-8")
    assert text == SOURCE + aside.replace("set_asides", "set_aside")


@pytest.mark.parametrize("form", ["json", "sarif"])
def test_formats_for_programs_are_on_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    """One document of JSON, also where there is nothing to say."""
    write(tmp_path)
    assert main(["check", "--ledger", str(tmp_path), "--format", form]) == 0
    assert json.loads(capsys.readouterr().out)
    write(tmp_path, source=WRONG)
    assert main(["check", "--ledger", str(tmp_path), "--format", form]) == 1
    out = capsys.readouterr()
    assert "VF103" in json.dumps(json.loads(out.out))
    assert out.err == ""


def test_github_annotations(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One line each, with what the format reserves written as it asks."""
    write(tmp_path, source=WRONG)
    assert main(["check", "--ledger", str(tmp_path), "--format", "github"]) == 1
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith(
        "::error file=seeds/paper.yaml,line=9,endLine=9,col=12,endColumn=20,"
        "title=VF103%3A wrong value::`voice` cannot be `quotatoin`%0Ahelp: did you mean"
    )


def test_advice_that_is_the_same_for_many_is_folded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Three in full, the places of the others; programs are told all."""
    text = SOURCE[SOURCE.index("  - id: ann-attack") :]
    event = "{event: ground-offensive, actor: russia, place: ukraine}"
    judged = text.replace(event, '{judged: "It happens."}')
    more = "".join(
        judged.replace("ann-attack", f"ann-{n}").replace("Russia begins", f"Side {n} begins")
        for n in range(12)
    )
    root = write(tmp_path, source=SOURCE + more)
    assert main(["check", "--ledger", str(root)]) == 0
    told = capsys.readouterr().err
    assert told.count("is not checkable by rules") == 3
    assert "advice[VF302]: 9 more of the same: " in told
    assert told.count("seeds/paper.yaml:") >= 11
    assert " and 1 more\n" in told
    assert main(["check", "--ledger", str(root), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [each["code"] for each in found].count("VF302") == 12


def test_a_misspelt_command_is_understood(capsys: pytest.CaptureFixture[str]) -> None:
    """It is not run, but named."""
    with pytest.raises(SystemExit) as stopped:
        main(["chekc"])
    assert stopped.value.code == 2
    assert "did you mean `check`?" in capsys.readouterr().err
