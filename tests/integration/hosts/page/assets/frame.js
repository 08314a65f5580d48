// What a frame finds of the bridge, for the page around it to read.
window.found = Object.getOwnPropertyNames(window).filter(name => /workstation/i.test(name))
