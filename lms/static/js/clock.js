// The clock of a quiz with a time limit: counts down, says so at few moments, and hands in when the time is up.
// The server's clock decides; without this the server hands in what was kept.

const clock = document.querySelector("[data-clock]");
const form = document.querySelector("form[data-quiz]");
const left = clock.querySelector("[data-left]");
const begun = Date.now();
const whole = Number(clock.dataset.clock);
const aloud = [...clock.querySelectorAll("template")];

function tick() {
  const seconds = Math.max(0, Math.ceil(whole - (Date.now() - begun) / 1000));
  left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  while (aloud.length && seconds <= Number(aloud[0].dataset.at)) {
    clock.querySelector("[data-said]").textContent = aloud.shift().innerHTML;
  }
  if (seconds) return;
  clearInterval(timer);
  handIn();
}

// What is on the page goes along; without a network it is tried again, and nothing typed is lost meanwhile.
async function handIn() {
  const body = new FormData(form);
  body.set("time_up", "1");
  try {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    location.assign(answer.redirected ? answer.url : (await answer.json()).over);
  } catch {
    setTimeout(handIn, 3000);
  }
}

const timer = setInterval(tick, 1000);
