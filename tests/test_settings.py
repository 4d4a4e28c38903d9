"""What is in force: presets unite, the highest level wins, the user's own come last."""

import pickle

import pytest

from smaplint import registry
from smaplint.rule import ERROR, NOTE, OFF, WARNING, Severity
from smaplint.settings import ENGINE_RULES, Override, Settings, selects

R, SPEC, STRICT, PRIVATE = ("recommended",), ("spec",), ("strict",), ("private",)
VERSION, NAMES, EXPOSURE = "version-integer", "unused-names", "public-map-exposure"


def level(settings: Settings, rule: str, case: str = "", path: str = "") -> Severity:
    active = {one.rule.name: one for one in settings.plan(path)}
    return active[rule].level(case) if rule in active else OFF


# settings → rule, case → level
LEVELS = {
    "recommended, as the rule says": (Settings(), VERSION, "", ERROR),
    "recommended, its case": (Settings(), VERSION, "lexeme", ERROR),
    "recommended, a case that it does not name": (Settings(), VERSION, "missing", ERROR),
    "recommended, off": (Settings(), NAMES, "", OFF),
    "spec starts from nothing": (Settings(presets=SPEC), "sources-content-length", "", OFF),
    "spec, what it names": (Settings(presets=SPEC), VERSION, "", ERROR),
    "spec, the case that it turns off": (Settings(presets=SPEC), VERSION, "lexeme", OFF),
    "spec and recommended unite": (Settings(presets=(*SPEC, *R)), VERSION, "lexeme", ERROR),
    "in any order": (Settings(presets=(*R, *SPEC)), VERSION, "lexeme", ERROR),
    "the higher of two presets": (Settings(presets=(*R, *SPEC)), "empty-segment", "", ERROR),
    "recommended alone": (Settings(presets=R), "empty-segment", "", WARNING),
    "strict turns on what is off": (Settings(presets=STRICT), NAMES, "", NOTE),
    "strict has its own level": (Settings(presets=STRICT), "sources-content-length", "", ERROR),
    "strict leaves exposure off": (Settings(presets=STRICT), EXPOSURE, "", OFF),
    "strict and recommended": (Settings(presets=(*STRICT, *R)), EXPOSURE, "", NOTE),
    "private is recommended": (Settings(presets=PRIVATE), VERSION, "", ERROR),
    "private raises": (Settings(presets=PRIVATE), "inline-map", "", ERROR),
    "private's policy is broken": (Settings(presets=PRIVATE), EXPOSURE, "broken", ERROR),
    "private and spec": (Settings(presets=(*PRIVATE, *SPEC)), "inline-map", "", ERROR),
    "the user's level": (Settings(levels={VERSION: NOTE}), VERSION, "", NOTE),
    "the user's level, of a case": (Settings(levels={VERSION: NOTE}), VERSION, "lexeme", NOTE),
    "the user's level, of a case that is off": (Settings(presets=SPEC, levels={VERSION: NOTE}), VERSION, "lexeme", OFF),
    "the user's off": (Settings(levels={VERSION: OFF}), VERSION, "lexeme", OFF),
    "the user's level turns a rule on": (Settings(levels={NAMES: WARNING}), NAMES, "", WARNING),
    "ignored by name": (Settings(ignore=(VERSION,)), VERSION, "", OFF),
    "ignored by family": (Settings(ignore=("document",)), VERSION, "", OFF),
    "ignored by preset": (Settings(presets=(*R, *SPEC), ignore=SPEC), VERSION, "", OFF),
    "ignored, all": (Settings(ignore=("all",)), VERSION, "", OFF),
    "ignore beats the user's level": (Settings(ignore=(VERSION,), levels={VERSION: ERROR}), VERSION, "", OFF),
    "selected by name": (Settings(select=(NAMES,)), NAMES, "", NOTE),
    "not selected": (Settings(select=(NAMES,)), VERSION, "", OFF),
    "selected by family": (Settings(select=("document",)), VERSION, "", ERROR),
    "selected by preset": (Settings(select=SPEC), VERSION, "lexeme", OFF),
    "selected, all": (Settings(select=("all",)), EXPOSURE, "broken", ERROR),
    "selected, and ignored": (Settings(select=("document",), ignore=(VERSION,)), VERSION, "", OFF),
    "selected, with the user's level": (Settings(select=(VERSION,), levels={VERSION: NOTE}), VERSION, "", NOTE),
    "not selected, with the user's level": (Settings(select=(NAMES,), levels={VERSION: NOTE}), VERSION, "", OFF),
    "not selected, off in every preset, with a level": (
        Settings(select=(VERSION,), levels={NAMES: ERROR}),
        NAMES,
        "",
        OFF,
    ),
    "selected too": (Settings(extend_select=(NAMES,)), NAMES, "", NOTE),
    "selected too, and the rest": (Settings(extend_select=(NAMES,)), VERSION, "", ERROR),
    "selected too, beside spec": (Settings(presets=SPEC, extend_select=(NAMES,)), NAMES, "", NOTE),
}


class TestLevels:
    @pytest.mark.parametrize(("settings", "rule", "case", "expected"), LEVELS.values(), ids=LEVELS)
    def test_level(self, settings: Settings, rule: str, case: str, expected: Severity) -> None:
        assert level(settings, rule, case) == expected

    def test_no_rule_of_spec_is_missing_from_its_verdict(self) -> None:
        """A fault that makes a map invalid is one in `recommended` too; only the level may be lower."""
        for one in Settings(presets=SPEC).plan():
            assert level(Settings(), one.rule.name), one.rule.name

    def test_the_six_are_on(self) -> None:
        on = {one.rule.name for one in Settings().plan()}
        asked = {"version-integer", "sources-content-length", "mappings-alphabet", "names-index-bounds"}
        assert on >= asked | {"public-map-exposure", "source-root-drift"}

    def test_off_rules_are_in_no_plan(self) -> None:
        for presets in (R, SPEC, STRICT, PRIVATE):
            assert all(any(one.levels.values()) for one in Settings(presets=presets).plan())


class TestOptions:
    def test_private_states_a_policy(self) -> None:
        rule = registry.rule(EXPOSURE)
        assert Settings(presets=PRIVATE).options_of(rule) == {"policy": "none", "inline": False}
        assert Settings(presets=PRIVATE, options={EXPOSURE: {"policy": "hidden"}}).options_of(rule) == {
            "policy": "hidden",
            "inline": False,
        }
        assert Settings().options_of(rule) == {}

    def test_private_says_nothing_to_other_rules(self) -> None:
        assert Settings(presets=PRIVATE).options_of(registry.rule(VERSION)) == {}


class TestOverrides:
    SETTINGS = Settings(
        levels={VERSION: WARNING},
        options={EXPOSURE: {"policy": "hidden"}},
        overrides=(
            Override(("legacy/**",), {VERSION: OFF, NAMES: NOTE}, {EXPOSURE: {"policy": "allow"}}),
            Override(("legacy/new/**", "*.css.map"), {VERSION: ERROR}),
        ),
    )

    @pytest.mark.parametrize(
        ("path", "version", "names"),
        [
            ("", WARNING, OFF),
            ("dist/a.js.map", WARNING, OFF),
            ("legacy/a.js.map", OFF, NOTE),
            ("legacy/new/a.js.map", ERROR, NOTE),
            ("dist/a.css.map", ERROR, OFF),
            ("/somewhere/legacy/a.js.map", WARNING, OFF),
        ],
    )
    def test_levels(self, path: str, version: Severity, names: Severity) -> None:
        assert level(self.SETTINGS, VERSION, path=path) == version
        assert level(self.SETTINGS, NAMES, path=path) == names

    def test_options(self) -> None:
        (active,) = (one for one in self.SETTINGS.plan("legacy/a.js.map") if one.rule.name == EXPOSURE)
        assert active.options == {"policy": "allow"}

    def test_ignore_beats_an_override(self) -> None:
        settings = Settings(ignore=(VERSION,), overrides=(Override(("**",), {VERSION: ERROR}),))
        assert level(settings, VERSION, path="a.js.map") == OFF

    @pytest.mark.parametrize("path", ["a\nb.js", "\udcff.js", "a b.js", "!a.js", "[x].js", "../a.js", "-", "\\.js"])
    def test_any_path(self, path: str) -> None:
        assert level(self.SETTINGS, VERSION, path=path) == WARNING


class TestSettings:
    def test_travels_to_workers(self) -> None:
        settings = TestOverrides.SETTINGS
        settings.plan("legacy/a.js.map")
        again: Settings = pickle.loads(pickle.dumps(settings))  # noqa: S301
        assert again == settings
        assert level(again, VERSION, path="legacy/a.js.map") == OFF

    def test_the_base_of_globs(self) -> None:
        settings = Settings(exclude=("dist/*.js",), base="/project")
        assert settings.matches(settings.exclude, "/project/dist/a.js")
        assert not settings.matches(settings.exclude, "/project/x/dist/a.js")
        assert not settings.matches((), "/project/dist/a.js")

    def test_selectors(self) -> None:
        rule = registry.rule(VERSION)
        assert all(selects(rule, selector) for selector in (VERSION, "document", "all", "spec", "strict"))
        assert not any(selects(rule, selector) for selector in ("version", "mappings", "", "Document"))

    def test_the_engine_has_names_of_its_own(self) -> None:
        assert not ENGINE_RULES.keys() & registry.rules().keys()
        assert not registry.PRESETS.keys() & (registry.rules().keys() | set(registry.families()))


class TestPlan:
    def test_by_subject_and_name(self) -> None:
        plan = Settings().plan()
        assert {subject: plan.on(subject) for subject in ("document", "map", "pair", "build", "other")} == {
            subject: tuple(one for one in plan if one.rule.subject == subject)
            for subject in ("document", "map", "pair", "build", "other")
        }
        assert list(plan.by_name.items()) == [(one.rule.name, one) for one in plan]
        assert plan.families == {one.rule.family for one in plan}

    @pytest.mark.parametrize(
        ("settings", "has_some"),
        [
            (Settings(), True),
            (Settings(presets=("spec",)), False),
            (Settings(presets=("spec",), extend_select=("orphan-map",)), True),
            (Settings(presets=("spec",), overrides=(Override(("a/**",), {"orphan-map": ERROR}),)), True),
            (Settings(presets=("spec",), overrides=(Override(("a/**",), {VERSION: ERROR}),)), False),
            (Settings(ignore=("all",)), False),
        ],
    )
    def test_rules_about_the_whole_build(self, settings: Settings, *, has_some: bool) -> None:
        assert settings.has_build_rules is has_some
