"""What stands on the page of the builder before its script begins, and the forms that the script fills in."""

from __future__ import annotations

FORM = """\
<div class="edition-builder-told" role="status"><ul class="edition-builder-problems" hidden></ul></div>
<p class="edition-builder-change"><button type="button" data-do="change">Change this pack</button></p>
<nav class="edition-ways" aria-label="On this page"><ul>
<li><a href="#edition-choose">Choose documents</a></li>
<li><a href="#edition-your-pack">Your pack</a></li>
<li><a href="#edition-take">Take it away</a></li>
<li><a href="#edition-preview">What students will see</a></li>
</ul></nav>
<section class="edition-builder-choose" aria-labelledby="edition-choose">
<h2 id="edition-choose">Choose documents</h2>
<form class="edition-builder-filter" role="search" aria-label="Documents">
<p class="edition-builder-words">
<label for="edition-filter-words">Words of the title, the number or the date</label>
<input type="search" id="edition-filter-words" name="words" autocomplete="off" spellcheck="false"></p>
<p class="edition-builder-thread"><label for="edition-filter-thread">Thread</label>
<select id="edition-filter-thread" name="thread" autocomplete="off"><option value="">all</option>\
<!-- threads --></select></p>
<p><label for="edition-filter-from">From</label>
<input type="date" id="edition-filter-from" name="from" autocomplete="off"></p>
<p><label for="edition-filter-until">Until</label>
<input type="date" id="edition-filter-until" name="until" autocomplete="off"></p>
</form>
<p class="edition-builder-found" role="status"></p>
<ul class="edition-builder-documents"></ul>
<p><button type="button" class="edition-button" data-do="more" hidden>More documents</button></p>
</section>
<section class="edition-builder-pack" aria-labelledby="edition-your-pack">
<h2 id="edition-your-pack" tabindex="-1">Your pack</h2>
<form class="edition-builder-head" aria-label="The pack">
<p><label for="edition-pack-title">Title</label>
<input id="edition-pack-title" name="title" autocomplete="off"></p>
<p><label for="edition-pack-description">Description, one sentence for lists</label>
<input id="edition-pack-description" name="description" autocomplete="off"></p>
<p><label for="edition-pack-author">Your name, if it is to be there</label>
<input id="edition-pack-author" name="author" autocomplete="off"></p>
<fieldset class="edition-builder-layers"><legend>What students see with the text</legend>
<label><input type="checkbox" name="show" value="notes" checked> \
The documents’ own notes</label>
<label><input type="checkbox" name="show" value="annotations" checked> \
The edition’s annotations</label>
<label><input type="checkbox" name="show" value="questions" checked> \
The edition’s questions</label>
</fieldset>
</form>
<p class="edition-builder-said" role="status"></p>
<p class="edition-builder-undo" hidden>
<button type="button" class="edition-button" data-do="undo">Put it back</button></p>
<ol class="edition-builder-parts" aria-label="Passages and words of the pack"></ol>
<p class="edition-builder-empty">No passage yet. Add documents from the list, then choose their pages.</p>
<p><button type="button" class="edition-button" data-do="text">Add words of your own</button></p>
</section>
<section class="edition-builder-take" aria-labelledby="edition-take">
<h2 id="edition-take">Take it away</h2>
<p class="edition-builder-size"></p>
<p class="edition-builder-buttons"><button type="button" class="edition-button" data-do="print">Print</button>
<button type="button" class="edition-button" data-do="link">Copy the link</button>
<button type="button" class="edition-button" data-do="copy">Copy the file</button>
<button type="button" class="edition-button" data-do="download">Download the file</button></p>
<p class="edition-builder-problem" id="edition-file-problems" hidden></p>
<p class="edition-builder-taken" role="status"></p>
<p class="edition-builder-long" hidden></p>
<p>The link holds the whole pack: whoever opens it sees the pack here and can change it. Nothing is sent or
stored anywhere. With the file, an editor makes the pack a page of this edition.</p>
<details><summary>The link</summary>
<p><label for="edition-pack-link">Address of this page with your pack</label>
<textarea id="edition-pack-link" rows="4" readonly spellcheck="false"></textarea></p></details>
<details><summary>The file</summary>
<p><label for="edition-pack-name">Name of the file in <code>docs/packs/</code></label>
<input id="edition-pack-name" autocomplete="off" spellcheck="false"></p>
<p><label for="edition-pack-file">The file</label>
<textarea id="edition-pack-file" rows="16" readonly spellcheck="false"></textarea></p></details>
</section>
<section class="edition-builder-preview" aria-labelledby="edition-preview">
<h2 id="edition-preview">What students will see</h2>
<div class="edition-builder-sheet" id="edition-sheet" tabindex="0" role="region" aria-label="The pack">
</div>
</section>
"""

_BUTTONS = """\
<p class="edition-builder-order">
<button type="button" data-do="up"><span aria-hidden="true">↑</span> Up</button>
<button type="button" data-do="down"><span aria-hidden="true">↓</span> Down</button>
<button type="button" data-do="remove">Remove</button></p>
"""

_TEMPLATES = """\
<template id="edition-passage-form"><li class="edition-builder-part">
<fieldset><legend tabindex="-1"></legend>
<!-- buttons -->
<p class="edition-builder-problem" role="status" hidden></p>
<div class="edition-builder-range">
<p><label for="edition-of-kind">Range</label>
<select id="edition-of-kind" name="kind" autocomplete="off">\
<option value="">the whole document</option>\
<option value="pages">pages</option><option value="paragraphs">paragraphs</option>\
<option value="annotation">an annotated passage</option><option value="exact">words</option></select></p>
<p data-for="pages paragraphs"><label for="edition-of-first">from</label>
<select id="edition-of-first" name="first" autocomplete="off"></select>
<label for="edition-of-last">to</label>
<select id="edition-of-last" name="last" autocomplete="off"></select></p>
<p data-for="annotation"><label for="edition-of-annotation">Passage</label>
<select id="edition-of-annotation" name="annotation" autocomplete="off"></select></p>
<p data-for="exact"><label for="edition-of-exact">Words, copied from the document</label>
<textarea id="edition-of-exact" name="exact" rows="3" autocomplete="off">\
</textarea></p>
</div>
<div class="edition-builder-more">
<ul class="edition-builder-questions"></ul>
<p><button type="button" data-do="question">Add a question</button></p>
<div role="group" class="edition-builder-layers">
<label><input type="checkbox" name="own"> \
Show something else with this passage</label>
<span data-for="own">
<label><input type="checkbox" name="show" value="notes"> The document’s own notes</label>
<label><input type="checkbox" name="show" value="annotations"> The edition’s annotations</label>
<label><input type="checkbox" name="show" value="questions"> The edition’s questions</label></span></div>
</div>
</fieldset></li></template>
<template id="edition-text-form"><li class="edition-builder-part">
<fieldset><legend tabindex="-1"></legend>
<!-- buttons -->
<p class="edition-builder-problem" role="status" hidden></p>
<p><label for="edition-of-text">Words, in Markdown</label>
<textarea id="edition-of-text" name="text" rows="4" autocomplete="off"></textarea></p>
</fieldset></li></template>
<template id="edition-question-form"><li><label for="edition-of-question"></label>
<textarea id="edition-of-question" name="question" rows="2" autocomplete="off"></textarea>
<button type="button" data-do="unask">Remove this question</button></li></template>
"""
TEMPLATES = _TEMPLATES.replace("<!-- buttons -->\n", _BUTTONS)
