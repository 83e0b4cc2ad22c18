// Breaks the policy and throws, so that the harness can be seen to notice.

addEventListener("DOMContentLoaded", () => {
  console.error("said on purpose");
  setTimeout(() => {
    throw new Error("thrown on purpose");
  });
  document.querySelector("#target").innerHTML = "<b>markup</b>";
});
