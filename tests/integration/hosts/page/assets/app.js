// The least page that a host can serve: says what it sees, and keeps what it is told.
window.told = []
window.workstation.listen(text => window.told.push(JSON.parse(text)))
window.ask = async (what, detail) =>
  JSON.parse(await window.workstation.call(JSON.stringify({ what, detail })))
document.getElementById('state').textContent = 'ready'
void window.ask('seen', 'ready')
