// SPDX-License-Identifier: Apache-2.0
#include "html_style.h"

namespace broadsheet::exporting {

std::string_view page_style() {
  return R"(
:root { --paper: #fdfcf8; --ink: #1d1b18; --soft: #6d675e; --rule: #d9d3c7; --shade: #f3efe6;
  --light: 84%; --edge: 42%; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #191816; --ink: #e9e5dc; --soft: #a39c90; --rule: #3b3833; --shade: #22201d;
    --light: 26%; --edge: 62%; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); line-height: 1.75;
  font-family: Georgia, "Noto Serif CJK SC", "Source Han Serif SC", SimSun, "Songti SC", serif; }
.page { max-width: 78rem; margin: 0 auto; padding: 2rem 1.5rem 4rem; }
.masthead { border-bottom: 3px double var(--ink); padding-bottom: .8rem; margin-bottom: 1.5rem; }
.masthead h1 { margin: 0; font-size: 2.1rem; line-height: 1.25; }
.masthead p { margin: .2rem 0 0; color: var(--soft); font-size: .9rem; overflow-wrap: anywhere; }
.small { font-family: system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; font-size: .85rem; }
nav ol { margin: .3rem 0 1rem; padding-left: 1.6rem; }
nav a { color: inherit; text-decoration-color: var(--rule); }
.legend { background: var(--shade); border-radius: .4rem; padding: .7rem 1rem; margin: 1rem 0; }
.legend ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .4rem .9rem; }
.legend h2 { margin: 0 0 .4rem; font-size: .85rem; font-weight: 600; }
.legend .swatch { padding: .05rem .45rem; border-radius: .25rem; }
.legend .score { color: var(--soft); }
.switch { margin: 1rem 0 0; color: var(--soft); }
article, .furniture { border-bottom: 1px solid var(--rule); padding: 1.4rem 0 1.8rem; }
.row { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 24rem); column-gap: 2.5rem; }
.row > :first-child { margin: 0 0 .75rem; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 42em; }
.row:hover { background: var(--shade); }
.source { font: .75rem/1.55 ui-monospace, "Noto Sans Mono CJK SC", monospace; color: var(--soft);
  margin: .2rem 0 .75rem; padding: 0 0 0 .8rem; border-left: 2px solid var(--rule); list-style: none; }
.source li { white-space: pre-wrap; overflow-wrap: anywhere; padding-left: 3.2em; text-indent: -3.2em; }
.source li::before { content: attr(value); display: inline-block; width: 2.6em; margin-right: .6em;
  text-align: right; text-indent: 0; opacity: .7; }
.page-without-sources .row { grid-template-columns: minmax(0, 1fr); }
#sources:not(:checked) ~ main .row { grid-template-columns: minmax(0, 1fr); }
#sources:not(:checked) ~ main .source { display: none; }
h2.headline { font-size: 1.65rem; line-height: 1.3; }
h3 { font-size: 1.15rem; line-height: 1.4; }
.kicker, .byline, .caption, .credit, .author_note, .editor_note { color: var(--soft); }
.kicker { letter-spacing: .04em; font-size: .95rem; }
.deck { font-size: 1.2rem; line-height: 1.45; }
.byline, .caption, .credit, .author_note, .editor_note { font-size: .92rem; }
.question { font-weight: 600; }
.list_item { padding-left: 1.2em; }
blockquote { margin: 0; padding: .2rem 0 .2rem 1.1rem; border-left: 4px solid var(--ink); font-size: 1.15rem; }
.indented { text-indent: 2em; }
.unsure { text-decoration: underline dotted var(--soft) 1px; text-underline-offset: .3em; }
mark { color: inherit; background: none; border-radius: .2rem; padding: .1em 0;
  box-decoration-break: clone; -webkit-box-decoration-break: clone; }
mark::after { content: attr(data-tags); font: 600 .62rem/1 system-ui, "Noto Sans CJK SC", sans-serif;
  vertical-align: super; margin: 0 .3em; opacity: .75; text-indent: 0; }
mark b { font-weight: inherit; text-decoration: underline 2px; text-underline-offset: .22em; }
.tags { color: var(--soft); margin: 0 0 .8rem; }
.tags span { margin-right: .8em; }
.note { color: var(--soft); margin: 0 0 .4rem; padding-left: 1rem; border-left: 2px dotted var(--rule); }
.note q { color: var(--ink); }
details summary { cursor: pointer; color: var(--soft); }
@media (max-width: 60rem) {
  .row { grid-template-columns: minmax(0, 1fr); }
  .source { margin-left: 1rem; }
}
@media print {
  .switch, nav { display: none; }
  article { break-inside: auto; }
  .row { break-inside: avoid; }
}
)";
}

std::string label_rule(std::size_t label) {
  constexpr double kGoldenAngle = 137.508;
  const auto hue = static_cast<unsigned>(static_cast<double>(label) * kGoldenAngle + 48.0) % 360;
  const std::string colour = "hsl(" + std::to_string(hue) + "deg 70% ";
  return ".l" + std::to_string(label) + " { background-color: " + colour +
         "var(--light)); border-bottom: 2px solid " + colour + "var(--edge)); }\n";
}

}  // namespace broadsheet::exporting
