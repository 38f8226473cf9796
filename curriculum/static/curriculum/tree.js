// Parts of a course are dragged within their list; the buttons beside them do the same without a script.
const form = document.querySelector("[data-tree-order]");
let dragged = null;

const names = (list) => [...list.children].map((item) => item.dataset.node).filter(Boolean);

for (const item of form ? document.querySelectorAll("[data-node]") : []) {
  const handle = item.querySelector(":scope > .c-node > .c-node__handle");
  if (!handle) continue;
  handle.hidden = false;
  handle.draggable = true;
  handle.addEventListener("dragstart", (event) => {
    dragged = { item, list: item.parentElement, before: names(item.parentElement).join(" ") };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.dataset.node);
    event.dataTransfer.setDragImage(item.firstElementChild, 0, 0);
    item.classList.add("c-dragged");
  });
  handle.addEventListener("dragend", () => {
    const { list, before } = dragged;
    dragged = null;
    item.classList.remove("c-dragged");
    const order = names(list).join(" ");
    if (order === before) return;
    form.elements.order.value = order;
    form.elements.moved.value = item.dataset.node;
    form.submit();
  });
  item.addEventListener("dragover", (event) => {
    if (!dragged || dragged.list !== item.parentElement || dragged.item === item) return;
    event.preventDefault();
    event.stopPropagation();
    const { top, height } = item.getBoundingClientRect();
    item[event.clientY < top + height / 2 ? "before" : "after"](dragged.item);
  });
  item.addEventListener("drop", (event) => event.preventDefault());
}
