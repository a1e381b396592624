"""Picking a unit or a person by a few keys."""

from govtui.domain.people.choosing import Choice, ChoiceIndex

NAMES = ["市财政局", "市税务局", "重庆路街道办事处", "曾庆禾", "单晓岚", "市教育局"]


def index():
    names = [(name, "财局") if name == "市财政局" else (name,) for name in NAMES]
    return ChoiceIndex([Choice(n, name) for n, name in enumerate(NAMES)], names)


def found(typed):
    return [choice.label for choice in index().find(typed)]


def test_nothing_typed_lists_everything_in_order():
    assert found("") == NAMES
    assert found(" ，") == NAMES


def test_text_inside_a_name_finds_it():
    assert found("税务") == ["市税务局"]
    assert found("没有") == []


def test_name_that_begins_with_the_text_comes_first():
    both = ChoiceIndex([Choice(1, "市财政局"), Choice(2, "财政厅")], [("市财政局",), ("财政厅",)])
    assert [choice.id for choice in both.find("财政")] == [2, 1]


def test_initials_find_in_every_reading_of_a_character():
    assert "重庆路街道办事处" in found("zql")
    assert "重庆路街道办事处" in found("cql")
    assert found("cqh") == found("zqh") == ["曾庆禾"]
    assert found("sxl") == found("dxl") == ["单晓岚"]


def test_initials_may_begin_inside_and_may_be_full_width():
    assert found("czj") == ["市财政局"]
    assert found("ＣＺＪ") == ["市财政局"]
    assert found("scz") == ["市财政局"]


def test_initials_that_are_not_neighbours_do_not_match():
    assert found("sz") == []
    assert found("szj") == []


def test_short_name_answers_too_and_limit_holds():
    assert found("cj") == ["市财政局"]
    assert len(index().find("", limit=2)) == 2


def test_names_of_markup_and_brackets_are_plain_text():
    odd = ChoiceIndex([Choice(1, "[b]局[/b]")], [("[b]局[/b]",)])
    assert odd.find("局")[0].label == "[b]局[/b]"


def test_a_shortened_name_finds_what_it_shortens_only_where_it_is_asked_for_and_nothing_fits_better():
    names = ["某市发展和改革委员会", "某市住房和城乡建设局", "某市财政局"]
    choices = [Choice(n, name) for n, name in enumerate(names)]
    units = ChoiceIndex(choices, [(name,) for name in names], shortened=True)
    for typed in ("发改委", "fgw", "FGW"):
        assert [one.label for one in units.find(typed)] == ["某市发展和改革委员会"]
    assert [one.label for one in units.find("住建局")] == [one.label for one in units.find("zjj")] == [names[1]]
    assert [one.label for one in units.find("czj")] == ["某市财政局"]
    assert units.find("xyz") == ()
    assert ChoiceIndex(choices, [(name,) for name in names]).find("fgw") == ()
