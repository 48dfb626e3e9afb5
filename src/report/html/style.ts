import { darkPalette, lightPalette, paletteCss } from './palette.ts';

/** The style of the page. The case id comes reduced to letters, digits, dot, dash and underscore. */
export function reportStyle(caseId: string): string {
  return `:root{color-scheme:light;${paletteCss(lightPalette)}}
@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${paletteCss(darkPalette)}}}
${SCREEN}
${PICTURE}
${NARROW}
@page{margin:18mm 14mm 16mm;@top-left{content:"Quaywatch report · case ${caseId}";font:8pt system-ui,sans-serif;color:#4a5966}@bottom-right{content:counter(page) " of " counter(pages);font:8pt system-ui,sans-serif;color:#4a5966}}
${PRINT}`;
}

const SCREEN = `*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;overflow-wrap:break-word}
th,td,dd,li,.answer,h1,h4,.sub,.line,p,summary,code{overflow-wrap:anywhere}
.own{overflow-wrap:normal}
.own .sub{overflow-wrap:anywhere;min-width:6rem}
.nowrap{white-space:nowrap}
.addresses{min-width:10rem}
body>header,body>nav,main,footer{max-width:76rem;margin:0 auto;padding:0 1.25rem}
a{color:var(--link);text-underline-offset:2px}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:.5rem;background:var(--paper);padding:.5rem 1rem;z-index:1}
h1,h2,h3,h4,h5{line-height:1.25;margin:0}
h1{font-size:2rem;letter-spacing:-.01em;max-width:24em}
h2{font-size:1.45rem}
h3{font-size:1.1rem;margin:1.75rem 0 .5rem}
h4{font-size:1.1rem;margin:.35rem 0}
h5{font-size:.95rem;margin:0 0 .25rem}
p{margin:.5rem 0;max-width:78ch}
body>header{padding-top:2rem}
.kicker{color:var(--mute);margin:0 0 .35rem;font-size:.95rem}
.answer{font-size:1.2rem;margin:.75rem 0 1rem;padding:.75rem 1rem;border-left:5px solid var(--ink);background:var(--panel);max-width:none}
.how{color:var(--mute)}
nav{font-size:.95rem}
nav ul{list-style:none;margin:1rem auto;padding:.6rem 0;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;border-top:1px solid var(--line);border-bottom:1px solid var(--line)}
main>section,main>details{margin:2.25rem 0}
main>section>h2{margin-bottom:.5rem}
code,.mono,.address{font-family:ui-monospace,"Cascadia Mono","Liberation Mono",Menlo,monospace;font-size:.88em}
.mute,.sub,caption,.leftout{color:var(--mute)}
.sub,.line,.frames{display:block}
.sub{font-size:.86em;font-weight:400}
.text{font-weight:600}
.text.critical{color:var(--critical)}.text.high{color:var(--high)}.text.medium{color:var(--medium)}.text.low{color:var(--low)}.text.info{color:var(--info)}
.badge{display:inline-block;white-space:nowrap;padding:.1rem .55rem;border-radius:4px;color:var(--paper);background:var(--info);font-size:.85rem;font-weight:650;line-height:1.45}
.badge.confirmed,.badge.critical{background:var(--critical)}
.badge.probable,.badge.high{background:var(--high)}
.badge.inconclusive,.badge.medium{background:var(--medium)}
.badge.clean-within-seen{background:var(--clean)}
.badge.low{background:var(--low)}
.badge.not-examined,.badge.info{background:var(--info)}
.tag{display:inline-block;padding:0 .5rem;border:1px solid var(--mute);border-radius:4px;font-size:.85rem}
dl{margin:.75rem 0}
dt{color:var(--mute);font-size:.86rem}
dd{margin:0}
.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.6rem 1.5rem}
.legend{display:grid;grid-template-columns:repeat(auto-fit,minmax(17rem,1fr));gap:.4rem 1.5rem;font-size:.9rem}
.legend dt{font-weight:600;color:var(--ink)}
.legend dd{color:var(--mute)}
.glossary{columns:24rem;column-gap:2rem}
.glossary>div{break-inside:avoid;margin-bottom:.6rem}
.glossary dt{font-weight:600;color:var(--ink);font-size:1rem}
table{width:100%;border-collapse:collapse;margin:.5rem 0;font-size:.92rem}
caption{text-align:left;caption-side:top;padding:.25rem 0 .5rem;font-size:.9rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .75rem .5rem 0;border-bottom:1px solid var(--line)}
thead th{overflow-wrap:normal;border-bottom:2px solid var(--mute);font-size:.84rem;color:var(--mute);vertical-align:bottom}
tbody th{font-weight:600;min-width:7.5rem}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.wide{min-width:13rem}
tr.stranger>th:first-child{box-shadow:inset 4px 0 var(--critical);padding-left:.75rem}
tr.against{background:var(--panel)}
.tight{margin:0;padding-left:1.1rem}
.first ol>li,.next li{margin:.4rem 0}
.first{border:2px solid var(--critical);border-radius:8px;padding:1rem 1.25rem}
details.unit{border-top:4px solid var(--mute)}
details.unit.confirmed{border-color:var(--critical)}
details.unit.probable{border-color:var(--high)}
details.unit.inconclusive{border-color:var(--medium)}
details.unit.clean-within-seen{border-color:var(--clean)}
details.unit>summary{padding:.6rem 0}
details.unit>summary h2{display:inline;margin-right:.5rem}
summary{cursor:pointer}
summary::marker{color:var(--mute)}
.anchor{scroll-margin-top:5rem}
.verdict{font-size:1.05rem}
.reasons{margin:.5rem 0;padding-left:1.25rem}
.finding{border:1px solid var(--line);border-left:6px solid var(--info);border-radius:6px;padding:.9rem 1.1rem;margin:1rem 0}
.finding.critical{border-left-color:var(--critical)}.finding.high{border-left-color:var(--high)}.finding.medium{border-left-color:var(--medium)}.finding.low{border-left-color:var(--low)}
.finding .tags{margin:0;max-width:none}
.why{color:var(--mute)}
.next{background:var(--panel);border-radius:6px;padding:.7rem 1rem;margin:.75rem 0}
.next ol{margin:0;padding-left:1.4rem;max-width:78ch}
.fold{margin:.5rem 0}
.fold>summary{padding:.3rem 0;font-weight:600}
.fold>.body{padding-left:0}
.frames{font-size:.88em;overflow-wrap:anywhere}
.copy{display:block;background:var(--panel);border:1px solid var(--line);border-radius:4px;padding:.2rem .45rem;user-select:all;-webkit-user-select:all;cursor:copy;white-space:pre-wrap}
.pointers{font-size:.88rem;max-width:none;margin-top:.75rem}
.lines{padding-left:1.1rem}
.bar{display:block;width:100%;height:16px;border-radius:3px;margin:.5rem 0}
.barkey{list-style:none;margin:.25rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 1.5rem;font-size:.9rem}
.swatch{display:inline-block;width:.8em;height:.8em;border-radius:2px;margin-right:.4em}
.decoded{fill:var(--low);background:var(--low)}.encrypted{fill:var(--mute);background:var(--mute)}.unrecognised{fill:var(--medium);background:var(--medium)}.lost{fill:var(--high);background:var(--high)}.damaged{fill:var(--critical);background:var(--critical)}
footer{color:var(--mute);border-top:1px solid var(--line);padding-top:.5rem;padding-bottom:2rem;margin-top:3rem}`;

const PICTURE = `figure{margin:.5rem 0}
figcaption{font-size:.88rem;color:var(--mute);max-width:78ch}
.scroll{overflow-x:auto}
.swipe{display:none}
.picture{display:block;max-width:none;height:auto;font-family:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
.picture text{fill:var(--ink);font-size:13px}
.picture .heads text{font-size:13px;font-weight:600;fill:var(--mute)}
.picture .mute,.picture .prefix,.picture .kind{fill:var(--mute)}
.picture .zone{font-size:12px;font-weight:600}
.picture .prefix,.picture .address,.picture .word,.picture .end text{font-size:12px}
.picture .end .kind{font-size:11px}
.picture .address{font-family:inherit;fill:var(--mute);font-variant-numeric:tabular-nums}
.network>rect{fill:var(--panel);stroke:var(--line)}
.device>rect{fill:var(--paper);stroke:var(--line)}
.device .mark{fill:none;stroke:var(--mute);stroke-width:2}
.device.agreed .mark,.device.declared .mark{fill:var(--mute)}
.device.undeclared>rect,.gateway.undeclared>rect{stroke:var(--critical);stroke-width:2;stroke-dasharray:6 4}
.device.undeclared .mark{fill:var(--critical);stroke:none}
.gateway>rect{fill:var(--paper);stroke:var(--low);stroke-width:2}
.gateway .name{font-weight:600}
.gateway .word{font-weight:600}
.picture .gateway.undeclared .word{fill:var(--critical)}
.glyph{fill:none;stroke:var(--low);stroke-width:1.6}
.undeclared .glyph{stroke:var(--critical)}
.end>rect{fill:var(--paper);stroke:var(--mute)}
.end.silent>rect{stroke-dasharray:2 4}
.arcs path,.ways path{fill:none;stroke:var(--mute);stroke-opacity:.75}
.ways path{stroke:var(--low)}
.ways path.undeclared{stroke:var(--critical);stroke-dasharray:7 4;stroke-opacity:1}
.ways path.silent{stroke-dasharray:2 4}
.picture .w1{stroke-width:1}.picture .w2{stroke-width:1.6}.picture .w3{stroke-width:2.4}.picture .w4{stroke-width:3.4}`;

const NARROW = `@media (max-width:46rem){
h1{font-size:1.5rem}
.answer{font-size:1.08rem}
body>header,body>nav,main,footer{padding-left:1rem;padding-right:1rem}
.first{padding:.75rem 1rem}
}
@media screen and (max-width:46rem){
table.cards,.cards tbody,.cards tr,.cards td,.cards th,.cards caption{display:block}
.cards thead{position:absolute;left:-999rem}
.cards tr{border:1px solid var(--line);border-radius:6px;padding:.4rem .75rem;margin:.6rem 0}
.cards td,.cards tbody th{border:0;padding:.2rem 0;min-width:0;text-align:left;white-space:normal}
.cards td::before,.cards tbody th::before{content:attr(data-label);display:block;font-size:.8rem;font-weight:400;color:var(--mute)}
.cards td:not(.wide){position:relative;padding-left:6.5rem;min-height:1.75rem}
.cards td:not(.wide)::before{position:absolute;left:0;top:.3rem;width:6rem}
.cards td:empty{display:none}
.swipe{display:block;color:var(--mute);font-size:.88rem}
tr.stranger{border-left:4px solid var(--critical)!important}
tr.stranger>th:first-child{box-shadow:none;padding-left:0}
}`;

const PRINT = `@media print{
html{font-size:10.5pt}
body{font-size:9.5pt;line-height:1.4}
body>header,body>nav,main,footer{max-width:none;padding:0}
h1{font-size:18pt}h2{font-size:14pt}h3{font-size:11pt}h4{font-size:11pt}
.skip,nav{display:none}
a{color:inherit;text-decoration:none}
summary{list-style:none}
summary::-webkit-details-marker{display:none}
details::details-content{content-visibility:visible!important;display:block!important;block-size:auto!important}
h2,h3,h4,h5,summary,caption,thead{break-after:avoid}
tr,li,.bar,.barkey,.facts>div,.tags{break-inside:avoid}
.finding{break-inside:auto;box-decoration-break:clone;-webkit-box-decoration-break:clone}
details.unit{break-before:page}
table{font-size:8.5pt}
.wide{min-width:8rem}.own .sub{min-width:0}
.addresses{min-width:8.6rem}
th,td{padding:.3rem .5rem .3rem 0}
figure{break-inside:avoid}
.scroll{overflow:visible}
.picture{width:100%;max-width:100%;max-height:215mm}
.badge,.answer,.next,.copy,.bar rect,.swatch,.network>rect{-webkit-print-color-adjust:exact;print-color-adjust:exact}
.glossary{columns:2}
}`;
