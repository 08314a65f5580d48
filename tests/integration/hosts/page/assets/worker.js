fetch('/assets/look.css').then(async answer => postMessage([answer.status, await answer.text()]))
