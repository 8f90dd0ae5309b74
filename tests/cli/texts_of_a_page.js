// What a reader would see as wrong with the texts of the page in a frame, a sentence for each; none where all is well.
function wrongTexts(frame) {
  const page = frame.contentDocument, width = frame.clientWidth, wrong = []
  const styleOf = (one, part) => frame.contentWindow.getComputedStyle(one, part)
  const covers = (box, one) => one.left >= box.left - 1 && one.right <= box.right + 1
  page.querySelectorAll("details").forEach(one => { one.open = true })
  for (const cell of page.querySelectorAll("td[data-l]")) standForLabel(page, cell, styleOf(cell, "::before"))
  const lines = linesOf(page, styleOf)
  if (page.documentElement.scrollWidth > width) wrong.push(`the page is ${page.documentElement.scrollWidth} wide`)
  for (const one of lines) {
    if (one.left < -1 || one.right > width + 1) wrong.push(`beyond the page: ${one.text}`)
    const box = one.owner.closest("td, th, li, section, .verdict, .kpi div")
    if (box && !one.owner.closest("svg, .g-t") && !covers(box.getBoundingClientRect(), one)) wrong.push(`out of its box: ${one.text}`)
    if (one.cutBy.some(by => !covers(by, one) || one.bottom > by.bottom + 1)) wrong.push(`cut: ${one.text}`)
    if (one.halved) wrong.push(`a label that is divided: ${one.text}`)
  }
  lines.sort((one, other) => one.top - other.top)
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].top < one.bottom; next++) {
      const other = lines[next]
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left)
      const down = Math.min(one.bottom, other.bottom) - other.top
      if (one.node !== other.node && across > 1.5 && down > 4) wrong.push(`over each other: ${one.text} and ${other.text}`)
    }
  })
  return wrong
}

// A label that the style sheet writes has no place that can be asked for: a text of the same look stands for it.
function standForLabel(page, cell, label) {
  if (label.content === "none" || label.content === "normal") return
  const text = page.createElement("span")
  text.textContent = cell.dataset.l
  text.className = "label"
  text.style.cssText = `font-size:${label.fontSize};flex:${label.flex};min-width:${label.minWidth};overflow-wrap:${label.overflowWrap}`
  cell.classList.add("labelled")
  cell.prepend(text)
}

// Every line of text that can be seen, with its place, and the boxes that cut what stands outside them.
function linesOf(page, styleOf) {
  const without = page.createElement("style")
  without.textContent = "td.labelled::before{content:none!important}"
  page.head.append(without)
  const walk = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT), lines = []
  for (let node; (node = walk.nextNode());) {
    const owner = node.parentElement, around = []
    if (!node.data.trim() || owner.closest("script, style, .skip, [hidden]") || !owner.checkVisibility()) continue
    for (let one = owner; one !== page.body; one = one.parentElement) around.push(one)
    const unseen = styleOf(owner).color === "rgba(0, 0, 0, 0)" || around.some(one => styleOf(one).clipPath !== "none")
    if (unseen) continue
    const cutBy = around.filter(one => styleOf(one).overflowX !== "visible").map(one => one.getBoundingClientRect())
    const range = page.createRange()
    range.selectNodeContents(node)
    const places = [...range.getClientRects()].filter(one => one.width > 1 && one.height > 1)
    const halved = owner.className === "label" && places.length > node.data.trim().split(/[\s-]+/).length
    for (const {left, right, top, bottom} of places) {
      lines.push({node, owner, cutBy, halved, left, right, top, bottom, text: `«${node.data.trim().slice(0, 40)}»`})
    }
  }
  return lines
}
