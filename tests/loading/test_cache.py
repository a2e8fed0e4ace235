"""What is kept from one run to the next changes how long a check takes, and nothing else."""

from __future__ import annotations

import marshal
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.depth import part
from tests.fuzz.ledgers import LIKELIHOODS, TIMES
from tests.ledgers import SOURCE, write
from verifier.keeping import place
from verifier.loading import Loaded, load, yaml
from verifier.loading.cache import Store, keep_rules, recall_rules, stored
from verifier.loading.checks.order import begins_after
from verifier.loading.files import Folder
from verifier.loading.rules import default_rules, load_rules
from verifier.model.days import Days
from verifier.reading import Reader
from verifier.rules import Rules


def check(root: Path, processes: int = 1) -> Loaded:
    """Load with a store."""
    with stored(root) as kept:
        return load(root, advice=True, kept=kept, processes=processes)


def test_the_second_run_finds_what_the_first_found(tmp_path: Path) -> None:
    """Findings and ledger are the same, with and without a store."""
    source = SOURCE.replace("voice: quotation", "voice: quotatoin")
    judged = re.sub(r"expects: .*", "expects: {judged: It is decisive.}", SOURCE)
    for text in (SOURCE, source, judged, SOURCE.replace('"in February"', '"when pigs fly"')):
        write(tmp_path, source=text)
        plain, first, second = load(tmp_path, advice=True), check(tmp_path), check(tmp_path)
        assert plain.diagnostics == first.diagnostics == second.diagnostics
        assert plain.ledger == first.ledger == second.ledger


def test_of_every_kind_of_record_something_can_be_kept() -> None:
    """A ledger with every key there is finds the same again, and nothing of it is kept anew."""
    rich = Path(__file__).resolve().parents[1] / "rich"
    alone = load(rich, advice=True)
    assert check(rich).diagnostics == check(rich).diagnostics == alone.diagnostics
    with stored(rich) as kept:
        assert load(rich, advice=True, kept=kept).diagnostics == alone.diagnostics
        assert kept.known
        assert not kept.new


def test_what_is_kept_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing in a sound file is parsed in the second run but that of the file that changed."""
    write(tmp_path)
    other = SOURCE.replace("paper-2023-01-10", "paper-2023-01-11").replace("ann-att", "ann-2-att")
    path = tmp_path / "seeds/other.yaml"
    path.write_text(other.replace("they will attack", "there will be war"), encoding="utf-8")
    assert check(tmp_path).diagnostics == ()
    parsed: list[str] = []
    reader = yaml._value_of

    def told(document: yaml.Document) -> tuple[yaml.Value, bool]:
        parsed.append(document.path)
        return reader(document)

    monkeypatch.setattr(yaml, "_value_of", told)
    assert check(tmp_path).diagnostics == ()
    assert not any(name.startswith(("seeds/", "outcomes/")) for name in parsed)
    path.write_text(f"{path.read_text()}# seen\n", encoding="utf-8")
    assert check(tmp_path).diagnostics == ()
    assert [name for name in parsed if name.startswith(("seeds/", "outcomes/"))] == [
        "seeds/other.yaml"
    ]


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    """The key is what is in the file, not when it was written."""
    write(tmp_path)
    assert check(tmp_path).diagnostics == ()
    write(tmp_path, source=SOURCE.replace("said: 2023-01-09", "said: 2023-01-11"))
    assert [d.code for d in check(tmp_path).diagnostics] == ["VF204"]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A ledger with a mistake, and a store of it as it was without."""
    write(tmp_path / "ledger")
    check(tmp_path / "ledger")
    write(tmp_path / "ledger", source=SOURCE.replace("said: 2023-01-09", "said: 2023-01-11"))
    return tmp_path / "ledger"


def store_of(ledger: Path) -> Path:
    """The file in which the store is."""
    path = place(ledger)
    assert path is not None
    return path


def damaged() -> Iterator[tuple[str, Callable[[bytes], bytes]]]:
    """Ways in which a file may come to hold something else."""
    yield "empty", lambda _: b""
    yield "foreign", lambda _: b"SQLite format 3\0" * 100
    yield "not text", lambda _: bytes(range(256)) * 10
    yield "cut", lambda data: data[: len(data) * 2 // 3]
    yield "without its end", lambda data: data[:-1]
    yield "twice", lambda data: data * 2
    yield "of another version", lambda data: b"0" * 64 + data[64:]
    for at in part(range(0, 400, 13)):
        yield f"bit {at}", lambda data, at=at: data[:at] + bytes([data[at] ^ 4]) + data[at + 1 :]  # type: ignore[misc]


@pytest.mark.parametrize(("change"), [pytest.param(how, id=name) for name, how in damaged()])
def test_a_damaged_store_is_done_without(broken: Path, change: Callable[[bytes], bytes]) -> None:
    """Whatever it holds by now, it hides no mistake, makes none, and is made anew."""
    check(broken)
    store = store_of(broken)
    whole = store.read_bytes()
    store.write_bytes(change(whole))
    assert [d.code for d in check(broken).diagnostics] == ["VF204"]
    assert store.read_bytes() == whole


@pytest.mark.parametrize("what", ["folder", "link", "pipe", "nothing", "no permission"])
def test_what_is_no_file_is_done_without(broken: Path, what: str) -> None:
    """A link is not followed: the file that it leads to stays as it is."""
    store = store_of(broken)
    victim = broken.parent / "victim"
    victim.write_bytes(store.read_bytes())
    store.unlink()
    if what == "folder":
        store.mkdir()
    elif what == "link":
        store.symlink_to(victim)
    elif what == "pipe":
        os.mkfifo(store)
    elif what == "no permission":
        store.write_bytes(b"")
        store.chmod(0)
    before = victim.read_bytes()
    assert [d.code for d in check(broken).diagnostics] == ["VF204"]
    assert victim.read_bytes() == before


def test_a_store_that_others_can_write_is_not_believed(broken: Path) -> None:
    """Its folder is this user's alone; one that is not, is done without."""
    folder = store_of(broken).parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o777)
    with stored(broken) as kept:
        known = kept.known
    folder.chmod(0o700)
    assert known == {}
    with stored(broken) as kept:
        assert kept.known


def test_nothing_is_kept_in_the_ledger(tmp_path: Path) -> None:
    """A check leaves a checkout as it was, and believes nothing that came with it."""
    write(tmp_path / "ledger")
    before = sorted((tmp_path / "ledger").rglob("*"))
    check(tmp_path / "ledger")
    assert sorted((tmp_path / "ledger").rglob("*")) == before


def test_no_store_is_in_a_checkout(tmp_path: Path) -> None:
    """A folder for such things that is part of the checkout is not used, by any way there."""
    ledger, home = tmp_path / "checkout/ledger", tmp_path / "home"
    (tmp_path / "checkout/.git").mkdir(parents=True)
    for path in (ledger, home):
        path.mkdir()
    (home / "inside").symlink_to(tmp_path / "checkout")
    outside = place(ledger, {"XDG_CACHE_HOME": str(home)})
    assert outside is not None
    assert outside.is_relative_to(home / "verifier")
    assert place(ledger, {"HOME": str(home)}) is not None
    for cache in (tmp_path / "checkout/cache", ledger, home / "inside/cache"):
        assert place(ledger, {"XDG_CACHE_HOME": str(cache)}) is None
        assert place(ledger, {"HOME": str(cache)}) is None
    # What is no absolute path does not count, as the XDG specification has it.
    assert place(ledger, {"XDG_CACHE_HOME": "cache"}) is None
    assert place(ledger, {}) is None


def test_what_is_not_used_is_not_kept(tmp_path: Path) -> None:
    """A store does not grow with every edit."""
    write(tmp_path)
    check(tmp_path)
    with stored(tmp_path) as kept:
        before = len(kept.known)
    write(tmp_path, source=SOURCE + "# more\n")
    check(tmp_path)
    with stored(tmp_path) as kept:
        assert len(kept.known) == before
        load(tmp_path, kept=kept)


def test_a_store_of_other_code_is_dropped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another version found, this one might not find."""
    write(tmp_path)
    check(tmp_path)
    with stored(tmp_path) as kept:
        assert kept.known
    monkeypatch.setattr("verifier.loading.cache.program", lambda: "another")
    with stored(tmp_path) as kept:
        assert kept.known == {}


MISTAKES = (
    ("voice: quotation", "voice: quotatoin"),
    ('"in February"', '"when pigs fly"'),
    ("said: 2023-01-09", "said: 2023-01-11"),
    ("published: 2023-01-10", "published: 2023-02-30"),
    ("source:\n", "source:\n\tid: x\n"),
    ("id: ", "nonsense: "),
    ("", ""),
)


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger of several batches of files, each with one of the mistakes above."""
    monkeypatch.setattr("verifier.loading.parallel._BATCH", 5)
    write(tmp_path)
    for number in range(22):
        wrong, right = MISTAKES[number % len(MISTAKES)]
        text = SOURCE.replace(wrong, right, 1)
        text = re.sub(r"\bid: (\S+)", rf"id: \1-{number}", text)
        if number % 5 == 0:
            text = text.replace("forecaster: ", "forecaster: nobody-", 1)
        (tmp_path / "seeds" / f"more-{number}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_several_processes_find_what_one_finds(many: Path) -> None:
    """Mistakes of form, of days, of references and repeated quotations, each at its place."""
    alone = load(many, advice=True)
    assert {"VF001", "VF105", "VF108", "VF202", "VF204"} <= {d.code for d in alone.diagnostics}
    shared = load(many, advice=True, processes=3)
    assert shared.diagnostics == alone.diagnostics
    assert shared.heard == alone.heard
    first, second = check(many, processes=2), check(many, processes=2)
    assert first.diagnostics == second.diagnostics == alone.diagnostics
    tolerant = load(many, tolerant=True, processes=2).ledger
    assert tolerant == load(many, tolerant=True).ledger


def test_what_a_process_that_died_left_undone_is_done(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A killed process costs time and no findings."""
    alone = load(many, advice=True)

    monkeypatch.setattr("verifier.loading.parallel._Surveys.tell", lambda *_: os._exit(1))
    assert load(many, advice=True, processes=2).diagnostics == alone.diagnostics


@pytest.mark.parametrize("lacking", ["os.fork", "tempfile.TemporaryFile"])
def test_where_no_process_or_file_can_be_made_one_does_it_all(
    many: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    """A machine that is full has the same findings."""
    alone = load(many, advice=True)

    def full(*_: object, **__: object) -> Any:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(lacking, full)
    assert load(many, advice=True, processes=3).diagnostics == alone.diagnostics


def test_rules_that_were_kept_read_as_they_did(tmp_path: Path) -> None:
    """Words of time and likelihood, conditions, and how words are cut; of other texts, nothing."""
    rules = load_rules(Folder(tmp_path), [], {})
    assert rules is not None
    Reader(rules).known_likelihood("will")
    version = keep_rules(tmp_path, rules, "")
    again = recall_rules(tmp_path, version)
    assert again is not None
    assert recall_rules(tmp_path, keep_rules(tmp_path, rules, "another")) is not None
    assert recall_rules(tmp_path, version) is None
    one, two = Reader(rules), Reader(again)
    anchor = Days.one(date(2023, 1, 9))
    for words in (*TIMES, *LIKELIHOODS):
        assert one.time(words, anchor) == two.time(words, anchor)
        if one.known_likelihood(words):
            assert one.likelihood(words) == two.likelihood(words)
        assert one.known_likelihood(words) == two.known_likelihood(words)
        quote = f"They will attack, unless {words}."
        assert one.condition(quote) == two.condition(quote)
        assert one.words(quote) == two.words(quote)


def test_rules_are_recalled_only_where_nothing_was_found_in_them(tmp_path: Path) -> None:
    """Whether a ledger has the defaults, lays words over them or has all files, sound or not."""
    shipped = {path.name: path.read_text(encoding="utf-8") for path in default_rules().iterdir()}
    cut = re.sub(r"^(version: \d+)$", r"\1 #cut", shipped["timing.yaml"], flags=re.MULTILINE)
    over = {"events.yaml": "version: 1\nterms:\n  - {id: parade, name: a parade}\n"}
    owns = [{}, over, shipped, {**shipped, "timing.yaml": cut}, {"timing.yaml": "version: ["}]
    for own in part(owns, 4):
        write(tmp_path)
        (tmp_path / "rules").mkdir()
        for name, text in own.items():
            (tmp_path / "rules" / name).write_text(text, encoding="utf-8")
        plain = load(tmp_path, advice=True)
        assert any("timing" in found.span.file for found in plain.diagnostics) is (
            "timing.yaml" in own and own != shipped
        )
        for _ in "12":
            found = check(tmp_path)
            assert found.diagnostics == plain.diagnostics
            assert found.rules == plain.rules
            assert found.documents.keys() == plain.documents.keys()
            if found.rules is not None:
                keep_rules(tmp_path, found.rules, found.rules_told)
        recalled: list[Rules | None] = []
        with stored(tmp_path) as kept:

            def recall(told: str, kept: Store = kept, to: list[Any] = recalled) -> Rules | None:
                to.append(kept.rules(told))
                return None

            load_rules(tmp_path, [], {}, recall=recall)
        assert any(recalled) is (own in ({}, shipped))
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()


def test_words_that_were_heard_need_no_rules(tmp_path: Path) -> None:
    """From another run or process: the same is made of them, and of all others what rules say."""
    rules = load_rules(Folder(tmp_path), [], {})
    assert rules is not None
    days = [Days.one(date(year, 2, 9)) for year in (2020, 2023, 2026)]
    first, fresh, learning = Reader(rules), Reader(rules), Reader(rules)
    ahead = [words for words in TIMES[::2] if first.ahead(words, days[1])]
    coming = [words for words in TIMES[::2] if first.comes(words, days[1])]
    known = [words for words in LIKELIHOODS[::2] if first.known_likelihood(words)]
    learning.learn(first.news())
    assert learning.heard == first.heard
    assert not any(first.news().values())
    plain: Any = first.heard
    heard = marshal.loads(marshal.dumps(plain, 2))

    def none() -> Rules:
        raise AssertionError("rules are not needed")

    spared = Reader(none, heard)
    assert ahead
    assert known
    assert all(spared.ahead(words, day) for words in ahead for day in days[:2])
    assert all(spared.comes(words, days[1]) for words in coming)
    assert all(map(spared.known_likelihood, known))
    assert [*map(spared.denies, known)] == [fresh.likelihood(words).negated for words in known]
    assert spared.condition("They attack on Friday.") is None
    assert {*spared.terms("places")} == rules.places.terms.keys()
    again = Reader(lambda: rules, heard)
    for words in TIMES:
        lies = [fresh.ahead(words, day) for day in days]
        assert words in coming or [again.ahead(words, day) for day in days] == lies
        for day in days:
            read = fresh.time(words, day)
            assert again.comes(words, day) is (
                read is not None and not begins_after(day, read.wide)
            )
    for words in LIKELIHOODS:
        assert again.known_likelihood(words) == fresh.known_likelihood(words)
        assert again.denies(words) == fresh.likelihood(words).negated
        assert again.condition(f"If {words}, go.") == fresh.condition(f"If {words}, go.")
