"""The comments of JavaScript: by hand, and as acorn finds them; compiled and in plain Python."""

import os
import random
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smaplint import javascript
from smaplint._fast import load_tokens
from smaplint.comments import links, url_through_tokens, url_without_parsing
from smaplint.javascript import Comments, comments
from tests.acorn import Asked, Script, ask
from tests.npm import installed

TESTS: Final = Path(__file__).parent


# Of the module, for Hypothesis: it would not set up one of a function for each example.
@pytest.fixture(scope="module", autouse=True, params=["compiled", "plain"] if load_tokens() else ["plain"])
def _path(request: pytest.FixtureRequest) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "plain":
            patch.setattr(javascript, "tokens", None)
        yield


# Real comments hold `yes`, what only looks like one holds `no`. The dot is where a slash divides, or begins a regular
# expression: taken for the other one, each of these shows a comment that is none, or hides one.
DIVISION: Final = "/1/*yes*//1"
EXPRESSION: Final = "/[/*no*/]/.x/*yes*/"

DIVIDES: Final = (
    # names, numbers and literals
    *("a•", "$•", "_•", "a1•", "1•", "1.•", "0x1f•", "1e3•", "1n•", ".5•", "1_0•", "ä•", "变•", "\\u0061•", "\\u{61}•"),
    *("a\\u{62}•", "'a'•", '"a"•', "`a`•", "`${a}`•", "`a${`b`}c`•", "/a/•", "/a/g•", "/[/]/•", "this•", "null•"),
    *("true•", "[]•", "[a]•", "a[0]•", "a\n•", "a/*yes*/•", "a//yes\n•", "a\u2028•", "a\u00a0•", "'\\''•", "'\\\n'•"),
    # names that elsewhere are keywords
    *("of•", "async•", "get•", "set•", "from•", "as•", "a.return•", "a.if•", "a.\nin•", "a. /*yes*/ of•"),
    *(
        "a.if(b)•",
        "a?.while(b)•",
        "a.for\n(b)•",
        "class A{#if(){return this.#if(1)•}}",
        "class A{#in=1;b(){this.#in•}}",
    ),
    *("returns•", "$return•", "return$•", "_in•", "inä•", "äin•", "a.yield•"),
    *("undefined•", "NaN•", "target•", "static_•", "o={of,in:1}.of•", "(of•)", "[of•]"),
    # brackets
    *("(a)•", "(a)\n•", "f()•", "f(a)(b)•", "a[b](c)•", "(a,b)•", "((a))•", "((((((a))))))•", "f((((((a))))))•"),
    *("(a/b/c)•", "(a/*yes*/)•", "(')')•", "('(')•", "(`(`)•", "(/\\(/)•", "f(function(){if(a){}})•", "new a(b)•"),
    *("super_(a)•", "import('a')•", "x=if_(a)•", "f(a)/*yes*/•", "(a)//yes\n•", "f(/a/.b)•", "(()=>{})•", "(a)[0]•"),
    # postfix operators
    *("a++•", "a--•", "a ++ •", "a[0]++•", "(a)++•", "a++/*yes*/•", "a.in++•", "x=a+b++•", "a+ +b++•"),
    # braces of objects
    *("x={}•", "x={a:1}•", "({}•)", "f({}•)", "[{}•]", "[1,{}•]", "f(1,{}•)", "a?{}•:1", "a?1:{}•", "x=a?b:{}•"),
    *("x=a?b?c:d:{}•", "x={a:{}•}", "x={a:{b:{}•}}", "x={a:1,b:{}•}", "x={'a':{}•}", "x={[a]:{}•}", "f(a?b:{}•)"),
    *("x=a?'b':{}•", "x=a?b.c:{}•", "x=a?b():{}•", "!{}•", "x=-{}•", "x=a+{}•", "x=a|{}•", "typeof{}•", "void{}•"),
    *("x=a in{}•", "x=a instanceof{}•", "()=>{return{}•}", "()=>{throw{}•}", "x=a=>({}•)", "x={...{}•}", "x=[...{}•]"),
    *("switch(a){case{}•:}", "`${{}•}`", "`${{a:{}•}}`", "x={a:{a:{a:{a:{a:{}}}}}}•", "x={a:'}'}•", "x={a:/}/}•"),
    *("x=\n{}•", "x=/*yes*/{}•", "x={/*yes*/}•", "x={}/*yes*/•", "x={}\n•", "a={b:1,c(){}}•", "x={get a(){}}•"),
    *("x={async*a(){}}•", "export_={}•", "x=a&&{}•", "x=a??{}•", "x=a<{}•", "x=a>{}•", "x>={}•", "x=>({}•)", "x=1,{}•"),
    *("do{x={}•}while(0)", "if(a){x={}•}", "l:{x={}•}", "a\n,{}•", "x=a?{}:{}•", "x={default:{}•}", "x={case:{}•}"),
    # functions and classes that are expressions
    *("x=function(){}•", "x=function a(){}•", "x=function*(){}•", "x=function*a(){}•"),
    *("x=async function*a(){}•", "(function(){}•)", "!function(){}•", "void function(){}•", "f(function(){}•)"),
    *("x=a?function(){}•:1", "x={a:function(){}•}", "()=>{return function(){}•}", "[function(){}•]"),
    *(
        "x=>function(){}•",
        "new function(){}•",
        "x=function(a=(1),b){}•",
        "x=function(a=')'){}•",
        "x=function/*yes*/(){}•",
    ),
    *("x=class{}•", "x=class A{}•", "x=class extends A{}•", "x=class A extends B{}•", "x=class A extends b.c{}•"),
    *("x=class A extends f(){}•", "x=class A extends b.c(d){}•", "(class{}•)", "f(class A{}•)", "`${class{}•}`"),
    *(
        "x={a:class{}•}",
        "x=function(){if(a){}}•",
        "x=function(){for(;;){}}•",
        "`${function(){}•}`",
        "x=y=function(){}•",
    ),
    *("x=function(a,b){return a/b}•", "x=class{a(){}static{}}•", "x=class{if(){}}•", "x=function if_(){}•"),
    # templates
    *(
        "`/*no*/`•",
        "`\\``•",
        "`\\${`•",
        "`$`•",
        "`$$`•",
        "`${a}${b}`•",
        "`${{}}`•",
        "`${`${`a`}`}`•",
        "a`b`•",
        "a`b${c}`•",
    ),
    *("`${'}'}`•", "`${/}/}`•", "`${a/*yes*/}`•", "`${a}//no`•", "`\n//no\n`•", "`${function(){return`}`}}`•"),
    *("`${a}/${b}/`•", "`{`•", "`}`•", "`${(a)}`•", "`${a•}`", "`${`${a•}`}`", "`'`•", '`"`•', "`${a}'${b}`•"),
    # generators and the like: `yield` and `await` as names
    *("function f(){yield•}", "yield•", "x=yield•", "function*g(){()=>{yield•}}", "function*g(){function f(){yield•}}"),
    *("async function f(){function g(){await•}}", "function f(){await•}"),
    # statements
    *("if(a)b•", "if(a){}else b•", "for(;;)a•", "do a•\nwhile(b)", "while(a)(b)•", "l:a•", "{a•}", "{}a•", ";a•"),
    *("for(of•;;);", "for(x of y)a•", "for(of of[])a•", "for(x in y•);", "for(var i=0;i<n•;i++);", "for(a of b•);"),
)

BEGINS: Final = (
    # the beginning, and punctuators
    *(
        "•",
        "\n•",
        "/*yes*/•",
        "//yes\n•",
        ";•",
        "a;•",
        "x=•",
        "x+=•",
        "x=(•)",
        "f(•)",
        "f(a,•)",
        "[•]",
        "[a,•]",
        "x=!•",
    ),
    *("x=~•", "x=a+•", "x=a-•", "x=a*•", "x=a/ •", "x=a%•", "x=a**•", "x=a<•", "x=a>•", "x=a<=•", "x=a===•", "x=a!=•"),
    *("x=a&•", "x=a&&•", "x=a|•", "x=a||•", "x=a^•", "x=a??•", "x=a?•:1", "x=a?1:•", "x=a<<•", "x=a>>>•", "x=a,•"),
    *("x={a:•}", "x={a:1,b:•}", "x={[•]:1}", "f(...•)", "[...•]", "x={...•}", "`${•}`", "`${a}${•}`", "`${`${•}`}`"),
    *("a=>•", "(a)=>•", "async a=>•", "x=\u00a0•", "x=\u2028•", "x=\ufeff•", "x=\u3000•", "x=/*yes*/•", "x=//yes\n•"),
    *("x=+•", "x=-•", "x=a+ +•", "x=a- -•", "x=a+ ++•", "++•", "--•", "x=a+\n++•", "a\n++•", "(a)\n++•", "a\n--•"),
    # the end of a statement that is no expression, and of its line
    *("var a\n•", "let a\n•", "var a/*yes\n*/•", "l:for(;;){break l\n•}", "l:for(;;){continue l\n•}", "let ä\n•"),
    # keywords
    *("()=>{return•}", "()=>{return •}", "()=>{return\n•}", "()=>{throw•}", "typeof•", "void•", "delete•", "x=a in•"),
    *("x=a instanceof•", "new•", "switch(a){case•:}", "switch(a){case 1:•}", "switch(a){default:•}", "if(a)b;else•"),
    *("do•;while(0)", "for(x of•);", "for(x of •);", "for(var x of•);", "for(const[a]of•);", "for(const{a}of•);"),
    *("for(of of•);", "for(const of of•);", "for(a.b of•);", "for(a[0]of•);", "for((a)of•);", "for(x in•);"),
    *("async()=>{for await(x of•);}", "for(;•;);", "for(;;•);", "for(•;;);", "for(x=•;;);", "while(•);", "if(•);"),
    *("class A extends•{}", "x=class extends•{}", "debugger\n•", "for(;;){break\n•}", "for(;;){continue\n•}"),
    # after brackets of statements
    *("if(a)•", "if (a) •", "if(a)\n•", "if/*yes*/(a)•", "if(a)/*yes*/•", "while(a)•", "for(;;)•", "for(x in y)•"),
    *("for(x of y)•", "with(a)•", "if((a))•", "if(f(a))•", "if(')')•", "if(/\\)/)•", "if(`)`)•", "if(a/b/c)•"),
    *("if((((((a))))))•", "if(a){}else if(b)•", "do{}while(a)•", "do;while(a)•", "async()=>{for await(x of y)•}"),
    *("{if(a)•}", ";if(a)•", "l:if(a)•", "a\nif(b)•", "if(function(){if(a){}})•", "if(a)if(b)•", "x={}\nif(a)•"),
    # after blocks
    *("{}•", "{a}•", "{}\n•", "{/*yes*/}•", "{}/*yes*/•", ";{}•", "{{}•}", "{}{}•", "a\n{}•", "a;{}•", "(a)\n{}•"),
    *("if(a){}•", "if(a){}else{}•", "for(;;){}•", "while(a){}•", "with(a){}•", "switch(a){}•", "try{}catch{}•"),
    *("try{}catch(a){}•", "try{}finally{}•", "do{}while(a)\n•", "l:{}•", "l:m:{}•", "l:\n{}•", "{l:{}•}", "{a\nl:{}•}"),
    *("if(a)l:{}•", "if(a);else{}•", "switch(a){case 1:{}•}", "switch(a){case a:{}•}", "switch(a){case'a':{}•}"),
    *("switch(a){case a.b:{}•}", "switch(a){default:{}•}", "switch(a){case f(a):{}•}", "switch(a){case 1:l:{}•}"),
    *("'use strict'\n{}•", "a++\n{}•", "/a/\n{}•", "1\n{}•", "`a`\n{}•", "[]\n{}•", "this\n{}•", "()=>{return\n{}•}"),
    *("async()=>{for await(x of y){}•}", "x=()=>{}\n•", "x=a=>{}\n•", "x=()=>{}\n,•", "{}\n/*yes*/\n•", "l:for(;;){}•"),
    *("if(a){x={}}•", "if(a){'}'}•", "if(a){/}/}•", "if(a){`}`}•", "if(a){/*yes }*/}•", "if(((((a))))){{{{{}}}}}•"),
    # after functions and classes that are declarations
    *("function f(){}•", "function*f(){}•", "async function f(){}•", "async function*f(){}•", ";function f(){}•"),
    *("{function f(){}•}", "{}function f(){}•", "a\nfunction f(){}•", "(a)\nfunction f(){}•", "x={}\nfunction f(){}•"),
    *("if(a)function f(){}•", "l:function f(){}•", "switch(a){case 1:function f(){}•}", "'a'\nfunction f(){}•"),
    *("class A{}•", "class A extends B{}•", "class A extends b.c{}•", "class A extends f(){}•", "a\nclass A{}•"),
    *("{class A{}•}", "function f(){return a/b}•", "function f(a=')'){}•", "class A{a(){}static{}}•", "class A\n{}•"),
    *("function f(a,{b},[c]){}•", "/*yes*/function f(){}•", "class A extends class{}{}•", "()=>{function f(){}•}"),
    # generators and asynchronous functions
    *("function*g(){yield•}", "function*g(){yield •}", "function*g(){x=yield•}", "x=function*(){yield•}"),
    "async function*g(){yield•}",
    *(
        "function*g(){if(a){yield•}}",
        "function*g(){f(yield•)}",
        "function*g(){for(;;){yield•}}",
        "function*g(){yield*•}",
    ),
    *("async function f(){await•}", "x=async function(){await•}", "x=async()=>{await•}", "x=async a=>{await•}"),
    *(
        "x=async()=>await•",
        "x=async a=>await•",
        "f(async a=>await•)",
        "x={async a(){await•}}",
        "class A{async a(){await•}}",
    ),
    *(
        "x={async*a(){await•}}",
        "async function f(){if(a){await•}}",
        "async function f(){()=>{};await•}",
        "async()=>{f(await•)}",
    ),
    *("class A{static async a(){await•}}", "async function f(){for(;;){switch(a){case 1:await•}}}"),
)

# What holds for a module only.
OF_MODULES: Final = (
    *(text.replace("•", DIVISION) for text in ("export default{}•", "export{};import.meta•", "export default[]•")),
    *(
        text.replace("•", EXPRESSION)
        for text in (
            *(
                "export default•",
                "await•",
                "x=await•",
                "if(await•);",
                "export{}\n•",
                "var a;export{a}\n•",
                "import'a'\n•",
            ),
            *("import{a}from'a'\n•", 'import a from"a"\n•', "export*from'a'\n•", "import a from'a'with{type:'b'}\n•"),
            *("export default function(){}•", "export default class{}•", "export default async function f(){}•"),
            *("export function f(){}•", "export class A{}•", "export const a=()=>{}\n•", "export let a\n•"),
        )
    ),
    *(
        "import 'a';a<!--b\n/*yes*/",
        "a<!--b;import'a'//yes",
        "var a;export{a};if(a-->0);//yes",
        "export default a<!--b//yes",
    ),
    *("import{b}from'a';{{{{{a<!--b}}}}}//yes", "export let a=1<!--b//yes", "import'a';`${a<!--b}`//yes"),
)

# What acorn 8 takes for the other one, and then does not parse. V8 does.
BEYOND_ACORN: Final = (
    *(
        text.replace("•", DIVISION)
        for text in ("a?.typeof•", "x=async function(){}•", "x=a?1:function(){}•", "of\nof•", "x=a?b:class{}•")
    ),
    *(
        text.replace("•", EXPRESSION)
        for text in ("x={*a(){yield•}}", "x={*[a](){yield•}}", "class A{*a(){yield•}}", "class A{static*a(){yield•}}")
    ),
)

# Annex B of ECMA-262, and other ways to begin and end.
OF_SCRIPTS: Final = (
    *(
        "<!--yes",
        "<!-- yes\na",
        "a<!--yes",
        "a<!--yes\u2028b/*yes*/",
        "-->yes",
        " -->yes",
        "/*yes*/-->yes",
        "a\n-->yes",
    ),
    *(
        "a\n  -->yes",
        "a\n/*yes*/-->yes",
        "a/*yes\n*/-->yes",
        "a/*yes\n*/ /*yes*/ -->yes",
        "a//yes\n-->yes",
        "\ufeff-->yes",
    ),
    *(
        "a\r-->yes",
        "a\u2029-->yes",
        "a-->0//yes",
        "a/*yes*/-->0//yes",
        "for(;a-->0;);//yes",
        "a--\n>0//yes",
        "a<! --b//yes",
    ),
    *(
        "x='<!--no'",
        "x=`\n-->no`",
        "x=/<!--no/",
        "x='\\\n-->no'",
        "{\n-->yes\n}",
        "(a-->0)//yes",
        "`${a}\n-->no`",
        "-->yes\n-->yes",
    ),
    *(
        "<!--yes\n-->yes",
        "f(\n-->yes\n)",
        "`${a\n-->yes\n}`",
        "a<!--yes -->no".replace("no", ""),
        "(((((a<!--yes\n)))))",
    ),
    *(
        "x='export{a}'\n-->yes",
        "f(function(){import('a')})\n-->yes",
        "x={import:1}\n-->yes",
        "a.export\n-->yes",
        "import('a')<!--yes",
    ),
    *("x=`export{a}`<!--yes", "/*yes import'a'*/<!--yes", "a\u00a0-->0//yes", "a\n\u00a0-->yes", "a<!--yes/*\n/*yes*/"),
)

# A name in scripts, an operator where it is not known what the text is.
AWAIT: Final = tuple(text.replace("•", DIVISION) for text in ("x=(await•)", "f(await•)", "await•"))

PLAIN: Final = (
    *(
        "",
        "a",
        "//yes",
        "/*yes*/",
        "/**yes*/",
        "/*yes**/",
        "/*yes\n*/",
        "/*yes//*/",
        "//yes/*",
        "//yes*/",
        "//yes\\\n/*yes*/",
    ),
    *(
        "//yes\r//yes",
        "//yes\r\n//yes",
        "//yes\u2028//yes",
        "//yes\u2029//yes",
        "//yes\u2027 \u202f \u00e2\n//yes",
        "/*yes/*no*/".replace("no", ""),
    ),
    *(
        "#!yes",
        "#!yes\n//yes",
        "\ufeff#!yes\n//yes",
        "\ufeff//yes",
        "#!yes\u2028//yes",
        "/*yes*//*yes*/",
        "/*yes*///yes",
    ),
    *(
        "'//no'",
        '"//no"',
        "'/*no*/'",
        "'\\'//no'",
        '"\\"//no"',
        "'\\\\'//yes",
        "'\\\r\n//no'",
        "'\\\r//no'",
        "'\u2028//no'",
    ),
    *(
        "'\\\u2028//no'",
        "'\"//no'",
        '"\'//no"',
        "'`//no'",
        "`//no`",
        "`\\`//no`",
        "`\\\\`//yes",
        "`${a//yes\n}`",
        "`${a}//no`",
    ),
    *(
        "`$//no`",
        "`\\${//no`",
        "`$${a//yes\n}`",
        "`${`//no`}//no`",
        "`${{a:1}//yes\n}`",
        "`${'}//no'}`",
        "`${`${a//yes\n}`}`",
    ),
    *(
        "x=/\\//.y//yes",
        "x=/[/]/.y//yes",
        "x=/[\\]/]/.y//yes",
        "x=/\\[/.y//yes",
        "x=/[[]/.y//yes",
        "x=/'/.y//yes",
        'x=/"/.y//yes',
    ),
    *(
        "x=/`/.y//yes",
        "x=/a/gimsuy//yes",
        "x=/[/*]/.y//yes",
        "x=/\\/*/.y//yes",
        "x=/[^/]*/.y//yes",
        "x=/(?:\\/\\/no)/.y//yes",
    ),
    *(
        "x=/[a--b]/v//yes",
        "x=/[[a-z]&&[aeiou]]/v//yes",
        "x=/\\p{L}/u//yes",
        "x=/[\\\\/]/.y//yes",
        "x=/[/\\\\]/.y//yes",
        "x=/{/.y//yes",
    ),
    *(
        "x=/\u00e2/.y//yes",
        "x=/[\u00e2\u2027]/.y//yes",
        "x=/}/.y//yes",
        "x=/)/u_".replace("/)/u_", "/\\)/u//yes"),
        "x=/=/.y//yes",
        "x=a/=b//yes",
    ),
    *(
        "a/b//yes",
        "a/b/c//yes",
        "a/ /b/ /c//yes",
        "a/+b/c//yes",
        "x=a/ /'/.y//yes",
        "x=a++/ /'/.y//yes",
        "a/b/*yes*//c//yes",
    ),
    *(
        "(a/b)/(c/d)//yes",
        "a=b/c;d=e/f//yes",
        "x=[/'/,/\"/]//yes",
        "f(/'/,'/*no*/')//yes",
        "x=a?/'/:/\"/ //yes",
        "x=/'/g/ /'/g//yes",
    ),
    *(
        "x={a:/'/}//yes",
        "x=/'//*yes*/",
        "x=/'/ /*yes*/",
        "if(/'/.test(a))/\"/.test(b)//yes",
        "x=a=>/'/ //yes",
        "for(x of[/'/]);//yes",
    ),
    *(
        "x=a/b;'/*no*/'",
        "x=(a)/b;'//no'",
        'x=a[0]/b;"//no"',
        "x=`a`/b;`//no`",
        "x=1/b;'//no'",
        "a\n/b/g//yes",
        "a\n/'b'/g//yes",
    ),
)

# The text, and whether it is a module; None where that makes no difference.
TABLE: Final[dict[str, bool | None]] = {
    **{text.replace("•", DIVISION): None for text in DIVIDES},
    **{text.replace("•", EXPRESSION): None for text in BEGINS},
    **dict.fromkeys(OF_MODULES, True),
    **dict.fromkeys((*OF_SCRIPTS, *AWAIT), False),
    **dict.fromkeys(PLAIN, None),
}


def texts(data: bytes, found: Comments) -> list[str]:
    return [data[comment.start : comment.end].decode() for comment in found]


def assert_real(text: str, module: bool | None) -> None:
    found = comments(text.encode(), module=module)
    assert found.broken == -1
    shown = texts(text.encode(), found)
    assert not any("no" in comment for comment in shown), shown
    assert sum(comment.count("yes") for comment in shown) == text.count("yes"), shown
    assert all("yes" in comment for comment in shown), shown


class TestByHand:
    @pytest.mark.parametrize("text", [*TABLE, *BEYOND_ACORN])
    def test_real_comments_alone_are_found(self, text: str) -> None:
        assert_real(text, TABLE.get(text))

    @pytest.mark.parametrize("text", [text for text in TABLE if text not in AWAIT])
    def test_and_without_being_told_what_it_is(self, text: str) -> None:
        assert_real(text, None)

    @pytest.mark.parametrize(
        ("text", "styles"),
        [
            ("#!a\n//b\n/*c*/<!--d\n-->e", ["#!", "//", "/*", "<!--", "-->"]),
            ("\ufeff#!a", ["#!"]),
            ("//", ["//"]),
            ("/**/", ["/*"]),
            ("a", []),
        ],
    )
    def test_styles(self, text: str, styles: list[str]) -> None:
        found = comments(text.encode())
        assert [comment.style for comment in found] == styles
        assert [found.at(comment.start) for comment in found] == list(found)
        assert [found.at(comment.end - 1) for comment in found] == list(found)

    def test_a_byte_of_no_comment(self) -> None:
        found = comments(b"a/*b*/c//d")
        assert [found.at(at) for at in (0, 6, 10)] == [None, None, None]
        assert found.at(1) == found[0]

    @pytest.mark.parametrize(
        ("text", "broken", "before"),
        [
            ("//a\n'b", 4, 1),
            ("'b\n'", 0, 0),
            ('a="\\', 2, 0),
            ("`b", 0, 0),
            ("`${b", -1, 0),
            ("a`${b}c", 2, 0),
            ("/*a*/ /*b", 6, 1),
            ("a=/b", 2, 0),
            ("a=/[/]", 2, 0),
            ("a=/b\u2028/", 2, 0),
            ("a=/b\\\n/", 2, 0),
            ("(]}", 2, 0),
            ("`${(}`", 4, 0),
            ("//a\n)", 4, 1),
            ("(" * 70_000, 65_536, 0),
            ("`${" * 70_000, 196_608, 0),
            ("<div>it's</div>", 7, 0),
        ],
    )
    def test_where_it_stops_being_javascript(self, text: str, broken: int, before: int) -> None:
        found = comments(text.encode())
        assert found.broken == broken
        assert len(found) == before

    def test_bytes_that_are_no_utf_8(self) -> None:
        data = b"a=/\xe2/;//\xe2\x80\n\xff/*\xe2\x80\xa8\xc2*/\xe2\x80"
        found = comments(data)
        assert [data[one.start : one.end] for one in found] == [b"//\xe2\x80", b"/*\xe2\x80\xa8\xc2*/"]


# Each decision of the tokeniser, and what it looks back at.
PARTS: Final = (
    *("/", "//", "/*", "*/", "*", "'", '"', "`", "${", "(", ")", "{", "}", "[", "]", "\\", "\n", "\r", "\u2028", " "),
    *("<!--", "-->", "#!", "a", "ä", "1", ".", "...", "++", "--", "+", "=", "=>", ":", "?", ";", ",", "#", "\u00a0"),
    *("if", "for", "while", "function", "class", "extends", "async", "await", "yield", "of", "return", "case"),
    *("default", "do", "else", "import", "export", "from", "var", "typeof", "new", "in", "\\u{61}", "\ufeff"),
    *("/[/]/g", "//# sourceMappingURL=a.map", "//# sourceMappingURL=b.map\n", "/a/", "()", "{}", "'b'", "x:"),
)
FRAGMENTS = st.lists(st.sampled_from(PARTS), max_size=40).map("".join)


class TestAnyText:
    @given(FRAGMENTS, st.sampled_from([None, True, False]))
    def test_spans_are_in_order_and_are_comments(self, text: str, module: bool | None) -> None:
        data = text.encode()
        found = comments(data, module=module)
        spans = [(one.start, one.end) for one in found]
        assert all(start < end <= len(data) for start, end in spans)
        assert all(before[1] <= after[0] for before, after in pairwise(spans))
        assert -1 <= found.broken < max(len(data), 1)
        assert all(end <= found.broken for _, end in spans) or found.broken < 0
        for one in found:
            assert data[one.start :].startswith(one.style.encode())
            if one.style == "/*":
                assert data.find(b"*/", one.start + 2) + 2 == one.end
            else:
                line = data[one.start : one.end].decode()
                assert not any(mark in line for mark in "\n\r\u2028\u2029")

    @given(st.binary(max_size=200), st.sampled_from([None, True, False]))
    def test_bytes(self, data: bytes, module: bool | None) -> None:
        assert all(0 <= one.start < one.end <= len(data) for one in comments(data, module=module))

    @given(FRAGMENTS)
    def test_what_needs_no_tokens_is_the_same_through_them(self, text: str) -> None:
        """The note below JavaScriptExtractSourceMapURL, for text that is JavaScript."""
        plain = url_without_parsing(text.encode())
        if plain and comments(text.encode()).broken < 0:
            assert plain == url_through_tokens(text.encode())


# What only many brackets bring: more than are run over at once, and more than a question goes through.
AROUND_MANY: Final = (
    *(("{", "}"), ("(", ")"), ("`${", "}`"), ("x={a:", "}"), ("({a:", "})"), ("{l:", "}"), ("f(", ")")),
    *(("function*g(){", "}"), ("async()=>{", "}"), ("class A{async b(){", "}}"), ("switch(a){case{}:", "}")),
)


def any_text(order: random.Random) -> bytes:
    """Snippets of the table and parts of them, in many brackets, cut anywhere, with bytes that are others."""
    parts = order.choices(order.choice((PARTS, (*TABLE, *BEYOND_ACORN))), k=order.randrange(1, 30))
    before, after = order.choice(AROUND_MANY)
    deep = order.choice((0, 1, 2, 3, 4, 60))
    text = order.choice(("", " ", ";", "\n")).join([before * deep, *parts, after * deep]).encode()
    start = order.choice((0, order.randrange(len(text) + 1)))
    broken = bytearray(text[start : order.choice((len(text), order.randrange(start, len(text) + 1)))])
    for _ in range(order.randrange(3) if broken else 0):
        broken[order.randrange(len(broken))] = order.choice(
            (*b"/*'\"`${}()<!->\\\n\r\xe2\x80\xa8", order.randrange(256))
        )
    return bytes(broken)


@pytest.mark.skipif(load_tokens() is None, reason="no compiled pass: `pip install -e .` with a C compiler builds it")
@pytest.mark.parametrize("module", [None, True, False])
def test_both_ways_agree(module: bool | None) -> None:
    order = random.Random(0)  # noqa: S311 - texts, no secrets
    tokens = load_tokens()
    assert tokens
    for _ in range(2_000):
        data = any_text(order)
        plain = javascript._comments(data, module=module)
        assert tokens.comments(data, module) == (plain._starts, plain._ends, plain.broken), data


# What ECMA-426 gives without parsing, and through tokens.
LINKED: Final[dict[str, tuple[str | None, str | None]]] = {
    "a\n//# sourceMappingURL=a": ("a", "a"),
    "a//# sourceMappingURL=a": (None, "a"),
    "a;//@ sourceMappingURL=a\n": (None, "a"),
    "//# sourceMappingURL=a\na": (None, None),
    "//# sourceMappingURL=a\n/*b*/": (None, None),
    "//# sourceMappingURL=a\n//b": ("a", "a"),
    "//# sourceMappingURL=a\n// don't": (None, "a"),
    "//# sourceMappingURL=a'b": (None, "a'b"),
    "//# sourceMappingURL=a b": (None, None),
    "//# sourceMappingURL=a\n//# sourceMappingURL=b c": ("a", "a"),
    "`\n//# sourceMappingURL=a\n// `": (None, None),
    "'//# sourceMappingURL=a'": (None, None),
    "x='//# sourceMappingURL=a';//# sourceMappingURL=b": (None, "b"),
    "/*\n//# sourceMappingURL=a\n*/": (None, None),
    "/*# sourceMappingURL=a*/": (None, None),
    "a/*\n*///# sourceMappingURL=a": (None, "a"),
    "//# sourceMappingURL=a*/": (None, "a*/"),
    "//#\xa0sourceMappingURL=a": ("a", "a"),
    "//# sourceMappingURL=a\xa0": ("a", "a"),
    "//# sourceMappingURL=a\xa0b": (None, None),
    "\xa0//# sourceMappingURL=a": ("a", "a"),
    "//# sourceMappingURL=a\u2028": ("a", "a"),
    "a\u2029//# sourceMappingURL=a": ("a", "a"),
    "//# sourceMappingURL=\xe2\u2027": ("\xe2\u2027", "\xe2\u2027"),
    "//# sourceMappingURL=": ("", ""),
    "//#\u3000\ufeff\u202fsourceMappingURL=a\u2003": ("a", "a"),
    "//# sourceMappingURL=a\u200b": ("a\u200b", "a\u200b"),
    "//# sourceMappingURL=a\u180e": ("a\u180e", "a\u180e"),
    "//#sourceMappingURL=a": ("a", "a"),
    "// # sourceMappingURL=a": (None, None),
    "///# sourceMappingURL=a": (None, None),
    "//# sourceMappingUrl=a": (None, None),
    "//## sourceMappingURL=a": (None, None),
    "//# sourceMappingURL==a": ("=a", "=a"),
    "//# sourceMappingURL=a#b?c": ("a#b?c", "a#b?c"),
    "//# sourceMappingURL=data:application/json,'": (None, "data:application/json,'"),
    "#!# sourceMappingURL=a": (None, None),
    "\ufeff//# sourceMappingURL=a": ("a", "a"),
    "//# sourceMappingURL=a\n\n\n": ("a", "a"),
    "//# sourceMappingURL=a\r\n\r\n": ("a", "a"),
    "//# sourceMappingURL=a\n \t\x0b\x0c\xa0\u3000\n": ("a", "a"),
    "": (None, None),
    "//# sourceMappingURL=a\n;": (None, None),
    "if(a)/b///# sourceMappingURL=a": (None, "a"),
    "a/b//# sourceMappingURL=a": (None, "a"),
    "//# sourceMappingURL=a\n//# sourceMappingURL=b": ("b", "b"),
    "//# sourceMappingURL=a\n//@ sourceMappingURL=b\n//# debugId=c": ("b", "b"),
    'a//# sourceMappingURL=a\n// "b"\n// c': (None, "a"),
    "a//# sourceMappingURL=a\n/*b*/ //c": (None, None),
    "`${a//# sourceMappingURL=a\n}`": (None, None),
}
# The standard's words, through parsing: anything but single-line comments gives null, so those of Annex B do.
LINKED_SCRIPTS: Final = ("a<!--# sourceMappingURL=a", "//# sourceMappingURL=a\n-->b", "a\n--># sourceMappingURL=a")


def urls(data: bytes) -> tuple[str | None, str | None]:
    plain, tokens = url_without_parsing(data), url_through_tokens(data)
    return plain.url if plain else None, tokens.url if tokens else None


class TestLinks:
    @pytest.mark.parametrize(("text", "expected"), LINKED.items())
    def test_both_ways(self, text: str, expected: tuple[str | None, str | None]) -> None:
        assert urls(text.encode()) == expected
        found = links(text.encode())
        assert [one.url if one else None for one in (found.without_parsing, found.through_tokens)] == list(expected)

    @pytest.mark.parametrize("text", LINKED_SCRIPTS)
    def test_single_line_comments_of_annex_b_end_the_search(self, text: str) -> None:
        assert urls(text.encode()) == (None, None)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("//# sourceMappingURL=a\nb//# sourceMappingURL=c\nd\n//# sourceMappingURL=e", ["a", "c", "e"]),
            ("'//# sourceMappingURL=a'\n//# sourceMappingURL=b", ["b"]),
            ("`\n//# sourceMappingURL=a\n`\n//# sourceMappingURL=b", ["b"]),
            ("x=/[//# sourceMappingURL=a]/\n//# sourceMappingURL=b", ["b"]),
            ("`${x//# sourceMappingURL=a\n}`\n//# sourceMappingURL=b", ["a", "b"]),
            ("/*# sourceMappingURL=a */x\n//# sourceMappingURL=b", ["a", "b"]),
            ("//# sourceMappingURL=a //# sourceMappingURL=b\n//# sourceMappingURL=c", ["c"]),
            ("//# sourceMappingURL=a\nx", ["a"]),
            ("<!--# sourceMappingURL=a", []),
            ("x", []),
        ],
    )
    def test_every_comment_that_matches(self, text: str, expected: list[str]) -> None:
        data = text.encode()
        found = links(data)
        assert [one.url for one in found.comments] == expected
        assert found.broken == -1
        for one in found.comments:
            assert data[one.url_start : one.url_end].decode() == one.url
            assert (one.start, one.end) in {(comment.start, comment.end) for comment in comments(data)}

    def test_what_stands_behind_the_end_of_javascript_is_not_known(self) -> None:
        found = links(b"//# sourceMappingURL=a\n'\n//# sourceMappingURL=b")
        assert found.without_parsing
        assert found.through_tokens is None
        assert [one.url for one in found.comments] == ["a"]
        assert found.broken == 23

    @pytest.mark.parametrize(
        ("text", "first"),
        [
            ("//# sourceMappingURL=a", "a"),
            ("x\n//# sourceMappingURL=a\nx\n//# sourceMappingURL=b", "a"),
            ("x\n\n\t //# sourceMappingURL=a\nx\n//# sourceMappingURL=b", "a"),
            ("x//# sourceMappingURL=a\nx\n//# sourceMappingURL=b", "b"),
            ("//@ sourceMappingURL=a\nx\n//#  sourceMappingURL=b\n//# sourceMappingURL=c", "c"),
            ("`\n//# sourceMappingURL=a\n`\n//# sourceMappingURL=b", None),
            ("'//# sourceMappingURL=a'\n//# sourceMappingURL=b", "b"),
            ("//@ sourceMappingURL=a", None),
            ("x//# sourceMappingURL=a", None),
        ],
    )
    def test_the_first_line_that_begins_with_it(self, text: str, first: str | None) -> None:
        """As `/^\\s*\\/\\/# sourceMappingURL=(.*)$/m` finds it, where that is a comment."""
        match = re.search(r"^\s*//# sourceMappingURL=(.*)$", text, re.MULTILINE)
        found = links(text.encode()).first
        assert (found.url if found else None) == first
        assert found is None or (match and match.group(1) == first)

    def test_a_hostile_number_of_comments(self) -> None:
        found = links(b"//# sourceMappingURL=a\n" * 20_000 + b"//# sourceMappingURL=b")
        assert len(found.comments) == 10_000
        assert found.through_tokens
        assert found.through_tokens.url == "b"
        sheet = links(b"/*# sourceMappingURL=a*/" * 20_000 + b"/*# sourceMappingURL=b*/", "css")
        assert len(sheet.comments) == 10_000
        assert sheet.through_tokens
        assert sheet.through_tokens.url == "b"

    @pytest.mark.parametrize("kind", ["wasm", "map"])
    def test_other_kinds_have_none(self, kind: str) -> None:
        assert links(b"//# sourceMappingURL=a", kind) == links(b"")


@pytest.mark.node
class TestAcorn:
    def test_the_table(self) -> None:
        asked = [Asked(text, text=text, module=module) for text, module in TABLE.items()]
        for answer in ask(asked):
            assert isinstance(answer, Script), answer
            found = comments(answer.id.encode(), module=answer.module)
            assert [(one.start, one.end) for one in found] == answer.comments, answer.id

    def test_what_acorn_cannot_do(self) -> None:
        """So that the list is no excuse: a release of acorn that parses them takes them off it."""
        assert not any(isinstance(answer, Script) for answer in ask([Asked(text, text=text) for text in BEYOND_ACORN]))

    def test_within_each_other(self) -> None:
        """Snippets of the table within functions, blocks, objects and templates: the same 4,000 each time."""
        order = random.Random(0)  # noqa: S311 - texts, no secrets
        asked = [nested(order, 3) for _ in range(4_000)]
        compared = 0
        for answer in ask(Asked(text, text=text) for text in asked):
            if isinstance(answer, Script):
                found = comments(answer.id.encode(), module=answer.module)
                assert found.broken == -1, answer.id
                assert [(one.start, one.end) for one in found] == answer.comments, answer.id
                compared += 1
        # The others want a line end after them, or declare a name twice.
        assert compared > 2_000

    def test_urls(self) -> None:
        asked = [
            *(Asked(text, text=text) for text in LINKED),
            *(Asked(text, text=text, module=False) for text in LINKED_SCRIPTS),
        ]
        for answer in ask(asked):
            assert isinstance(answer, Script), answer
            assert urls(answer.id.encode()) == (answer.plain, answer.tokens), answer.id

    @pytest.mark.slow
    def test_real_files(self) -> None:
        paths = sample()
        compared = size = 0
        for answer in ask(Asked(str(path), path=path) for path in paths):
            if not isinstance(answer, Script):
                continue
            data = Path(answer.id).read_bytes()
            found = comments(data, module=answer.module)
            assert found.broken == -1, answer.id
            assert [(one.start, one.end) for one in found] == answer.comments, answer.id
            assert urls(data) == (answer.plain, answer.tokens), answer.id
            compared += 1
            size += len(data)
        # What acorn cannot parse is Flow, JSX, or an `import` in what is no module: 276 files of one package.
        assert compared >= 2_000
        assert size > 20_000_000


AROUND: Final = (
    *(
        "{•}",
        "function f(){•}",
        "x=function(){•}",
        "(()=>{•})()",
        "if(a){•}else{•}",
        "l:{•}",
        "class A{b(){•}}",
        "x={b(){•}}",
    ),
    *(
        "`${(()=>{•})()}`",
        "switch(a){case 1:•}",
        "for(;;){•}",
        "x=class{b(){•}}",
        "async()=>{•}",
        "x=a?function(){•}:{b(){•}}",
    ),
    *(
        "try{•}catch{•}",
        "(function(){•}())",
        "!function(){•}()",
        "x=>{•}",
        "x={a:()=>{•}}",
        "do{•}while(a)",
        "`a${function(){•}}b`",
    ),
)


def nested(order: random.Random, depth: int) -> str:
    if depth == 0 or order.random() < 0.3:
        text = order.choice((*DIVIDES, *BEGINS))
        return text.replace("•", DIVISION if text in DIVIDES else EXPRESSION)
    text = order.choice(AROUND)
    for _ in range(text.count("•")):
        parts = [nested(order, depth - 1) for _ in range(order.randint(1, 2))]
        text = text.replace("•", order.choice((";", "\n", ";\n", " ")).join(parts), 1)
    return text


def sample() -> list[Path]:
    """Files of the peers and of the bundlers: the 40 largest below 2 MB, and each third of the others."""
    paths = []
    for project in ("peers", "builds"):
        for folder, _, names in os.walk(installed(TESTS / project) / "node_modules"):
            paths += [Path(folder, name) for name in names if name.endswith((".js", ".mjs", ".cjs"))]
    files = sorted(path for path in paths if path.is_file() and path.stat().st_size < 2_000_000)
    largest = sorted(files, key=lambda path: (-path.stat().st_size, path))[:40]
    return largest + [path for path in files if path not in set(largest)][::3]
