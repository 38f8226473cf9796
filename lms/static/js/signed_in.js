// Whoever was signed out while typing is told before the form is sent: nothing typed leaves the page for the door.
const { asks, door, sentence, cookie } = document.currentScript.dataset;

document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  const request = new XMLHttpRequest();
  request.open("GET", asks, false); // answered before the form goes on by itself, with the button that was pressed
  request.setRequestHeader("Accept", "application/json");
  try {
    request.send();
  } catch {
    return; // without a network the browser says so
  }
  if (request.status === 200) {
    const secret = document.cookie.split("; ").find((kept) => kept.startsWith(`${cookie}=`));
    const field = event.target.elements.csrfmiddlewaretoken;
    if (secret && field) field.value = secret.slice(cookie.length + 1); // another one since coming in again
  } else if (request.status === 401) {
    event.preventDefault();
    if (confirm(sentence)) open(door, "_blank");
    setTimeout(() => {
      for (const button of event.target.querySelectorAll("[data-w-progress-loading-value]"))
        button.dataset.wProgressLoadingValue = "false"; // Wagtail would let it rest for half a minute
    }, 100);
  }
});
