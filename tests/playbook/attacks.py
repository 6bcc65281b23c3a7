"""A hundred templates that somebody might write to do harm, by what they try; each is the playbook's part for cats.

The first words of a name are its kind. `END` are the codes of what is stopped while it runs; `READ` those of what is
never run. Where a template does no harm in the end (it prints a text, or nothing), `NONE`.
"""

READ = frozenset(("forbidden-construct", "template-syntax", "unknown-name", "missing-template", "unknown-topic"))
END = frozenset(("endless-template", "template-error", "unknown-name", "forbidden-construct"))
NONE: frozenset[str] = frozenset()

Attack = tuple[str, frozenset[str]]


def _doubling(times: int) -> str:
    return "{% set a0 %}0123456789{% endset %}" + "".join(
        f"{{% set a{n + 1} %}}{{{{ a{n} }}}}{{{{ a{n} }}}}{{% endset %}}" for n in range(times)
    )


def _in_loop(body: str, times: int = 13) -> str:
    """The body, which may name a text of 80 000 signs as `big`, in two loops over all there is."""
    loops = "{% for x in topics %}{% for y in answers %}" * 3
    return f"{_doubling(times)}{{% set big = a{times} %}}{loops}{body}{'{% endfor %}' * 6}"


def _macros(body: str, depth: int = 40) -> str:
    called = "{{ m%d() }}"
    made = "".join(f"{{% macro m{n + 1}() %}}{body.replace('CALL', called % n)}{{% endmacro %}}" for n in range(depth))
    return f"{{% macro m0() %}}x{{% endmacro %}}{made}{{{{ m{depth}() }}}}"


_OUT_OF_THE_SANDBOX = (
    "client.__class__.__mro__[1].__subclasses__()", "client['__class__']", "client|attr('__class__')",
    "answers.__init__.__globals__", "answers['_words'].__globals__", "answers._known", "advice.__globals__",
    "advice['__globals__']", "advice.__code__", "verdict.__dataclass_fields__", "verdict['__slots__']",
    "client.__html__.__globals__", "client.__init_subclass__", "self.__dict__", "self._TemplateReference__context",
    "''.format.__globals__", "'{0.__class__}'.format(client)", "client.format_map(answers)", "client.encode()",
    "client.join(answers)", "client.ljust(999999999)", "client.zfill(999999999)", "client.replace('', client)",
    "client.expandtabs(999999999)", "client.translate({})", "lipsum()", "range(9999999999)", "cycler(1).__init__",
    "namespace().__class__", "joiner.__init__", "dict(a=1)", "loop.__class__", "varargs", "caller()",
    "[].append(1)", "most.update({})", "topics.__iter__", "notes.append(1)", "notes.__class__", "_counted(answers)",
    "client|_counted", "1|_spent", "client|_weighed", "client|pprint", "client|tojson", "client|xmlattr",
    "client|urlize", "client|wordwrap(1)", "client|center(999999999)", "client|indent(999999)", "client|safe",
    "client|format(client)", "client|groupby('a')", "client|batch(1)", "answers|slice(1000000)", "answers|sum",
    "answers|tojson", "answers|map('attr', '__class__')|list", "answers|selectattr('__class__')|list",
    "answers|map(attribute='__class__.__mro__')|list", "(notes|first)[0].__class__",
)  # fmt: skip
_GROWING_EXPRESSIONS = (
    "'x' * 9999999999", "10 ** 10 ** 10", "client ~ client", "client + client", "'%999999999d' % 1",
    "[client] * 99999999",
    "[client, client]", "{'a': client}", "1 << 999999999", "-client",
)  # fmt: skip
_LOOPS = {
    "sort of a text": "{{ (big|list|sort)|length }}",
    "unique of a text": "{{ (big|list|unique|list)|length }}",
    "upper": "{% set z = big|upper %}",
    "lower, capitalize, trim": "{% set z = big|lower|capitalize|trim %}",
    "reverse of a text": "{% set z = big|reverse|list %}",
    "map of a text": "{% set z = big|list|map('upper')|list %}",
    "select in a text": "{% set z = big|list|select('eq', big)|list %}",
    "reject in a text": "{% set z = big|list|reject('in', big)|list %}",
    "join by a text": "{% set z = big|list|join(big) %}",
    "join of a text": "{% set z = big|list|join %}",
    "first, last, length": "{% set z = big|list|last %}{% set q = big|length %}",
    "comparison": "{% if big < a12 or big == a11 %}x{% endif %}",
    "search in it": "{% if 'zz' in big or a12 in big %}x{% endif %}",
    "test of equality": "{% if big is eq(big) and big is in(big) %}x{% endif %}",
    "comparison of lists": "{% set z = big|list %}{% if z == (big|list) %}x{% endif %}",
    "printing it": "{{ big }}",
    "a set block": "{% set z %}{{ big }}{{ big }}{% endset %}",
    "a filtered set block": "{% set z | upper %}{{ big }}{% endset %}",
    "a text and a list": "{{ big|list|length }}",
    "a long body": "{% if client == 'a' %}x{% endif %}" * 500,
    "default": "{% set z = big|default(big)|default(big) %}",
    "a long path": "{% set z = notes|map(attribute='" + "a." * 2000 + "a')|list %}{% set z = big|upper %}",
    "a macro": "{% macro q() %}{{ big }}{% endmacro %}{{ q() }}",
    "a macro with a caller": (
        "{% macro q() %}{{ caller() }}{{ caller() }}{% endmacro %}{% call q() %}{{ big }}{% endcall %}"
    ),
    "an inclusion": "{% include 'undetermined.md.jinja' %}",
    "with": "{% with z = big|upper %}{{ z }}{% endwith %}",
}
_CHAINS = {
    "5 000 attributes": ("{{ client" + ".a" * 5000 + " }}", READ),
    "5 000 items": ("{{ client" + "['a']" * 5000 + " }}", READ),
    "5 000 filters": ("{{ client" + "|upper" * 5000 + " }}", READ),
    "5 000 calls": ("{{ client" + "()" * 5000 + " }}", READ),
    "5 000 tests": ("{{ client" + " is defined" * 5000 + " }}", READ),
    "20 000 and": ("{% if " + " and ".join(["client"] * 20_000) + " %}x{% endif %}", READ),
    "20 000 or": ("{% if " + " or ".join(["client"] * 20_000) + " %}x{% endif %}", READ),
    "20 000 not": ("{% if " + "not " * 20_000 + "client %}x{% endif %}", END | READ),
    "20 000 comparisons": ("{% if " + " < ".join(["client"] * 20_000) + " %}x{% endif %}", READ),
    "5 000 brackets": ("{{ " + "(" * 5000 + "client" + ")" * 5000 + " }}", END | READ),
    "5 000 conditions": ("{{ " + "client if client else " * 5000 + "client }}", END | READ),
    "10 000 elif": ("{% if animal %}x" + "{% elif animal %}y" * 10_000 + "{% endif %}", READ),
    "nested if": ("{% if client %}" * 500 + "{% endif %}" * 500, READ | END),
    "nested loops": ("{% for x in notes %}" * 40 + "{% endfor %}" * 40, READ),
    "nested blocks": ("".join(f"{{% block b{n} %}}" for n in range(500)) + "{% endblock %}" * 500, READ | END),
    "nested macros": ("".join(f"{{% macro b{n}() %}}" for n in range(500)) + "{% endmacro %}" * 500, READ | END),
    "a block twice": ("{% block a %}x{% endblock %}{% block a %}y{% endblock %}", READ),
    "extending twice": ("{% extends 'undetermined.md.jinja' %}{% extends 'undetermined.md.jinja' %}", END | READ),
    "extending in a block": ("{% block a %}{% extends 'undetermined.md.jinja' %}{% endblock %}", READ),
    "a number of 5 000 digits": ("{{ " + "9" * 5000 + " }}", READ),
    "a number too large": ("{{ 9e999 }}", END),
    "a text of 400 000 signs": ("{% set a = '" + "x" * 400_000 + "' %}" + "{{ a }}" * 20, END),
    "40 000 names": ("{{ client }}" * 40_000, READ),
    "a NUL": ("{{ '\0' }}\0", NONE),
    "a carriage return alone": ("\r{{ clint }}\r", READ),
    "a template that stops in the middle": ("{% if client", READ),
    "comments without an end": ("{# " * 10_000, READ),
    "raw without an end": ("{% raw %}" + "x" * 1000, READ),
}
_RECURSION = {
    "a macro that calls itself": "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "macros that call one another twice": _macros("CALLCALL"),
    "macros in conditions": _macros("{% if CALL %}{% endif %}".replace("CALL", "client") + "CALLCALL"),
    "a template that includes itself": "{% include 'animals/cat.md.jinja' %}",
    "a template that includes itself twice": "{% include 'animals/cat.md.jinja' %}" * 2,
    "a template that extends itself": "{% extends 'animals/cat.md.jinja' %}",
    "a template that imports itself": "{% import 'animals/cat.md.jinja' as m %}",
    "a block within itself": "{% block a %}{{ self.a() }}{% endblock %}",
    "a block twice within itself": "{% block a %}{{ self.a() }}{{ self.a() }}{% endblock %}",
    "a recursive loop": "{% for x in notes recursive %}{{ loop(notes) }}{% endfor %}",
}
_OTHER_FILES = (
    "../../secret.jinja", "/etc/hostname", "/dev/zero", "/proc/self/environ", "C:\\\\secret", "nul\\0", "",
    "animals", "animals/../../../x", "file:///etc/hostname", "//host/share/x.jinja", "a" * 5000,
)  # fmt: skip

ATTACKS: dict[str, Attack] = {
    **{f"out of the sandbox: {one}": (f"{{{{ {one} }}}}", READ | END) for one in _OUT_OF_THE_SANDBOX},
    **{f"growth: {one}": (f"{{{{ {one} }}}}", READ) for one in _GROWING_EXPRESSIONS},
    **{f"in loops: {name}": (_in_loop(body), END) for name, body in _LOOPS.items()},
    "growth: 60 doublings": (_doubling(60), END),
    "growth: 18 loops": ("{% for x in topics %}" * 18 + "{% endfor %}" * 18, END),
    "growth: a text joined by itself": (
        "{% set x %}abcdefghij{% endset %}" + "{% set x %}{{ x|list|join(x) }}{% endset %}" * 9,
        END,
    ),
    **{f"chains: {name}": attack for name, attack in _CHAINS.items()},
    **{f"recursion: {name}": (text, END) for name, text in _RECURSION.items()},
    **{f"other files: {one[:30]}": (f"{{% include '{one}' %}}", READ | END) for one in _OTHER_FILES},
    "other files: one that is named by data": ("{% include client %}", READ | END),
}
