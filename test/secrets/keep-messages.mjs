// Runs in every frame before its own scripts: keeps the messages that it hears, and those that it posts to a port; by
// one, VS Code's window and a webview talk with each other.
(() => {
  const kept = [];
  Object.defineProperty(globalThis, '__keptMessages', { value: kept });

  function keep(message) {
    try {
      kept.push(JSON.stringify(message));
    } catch {
      // What is no JSON, such as a port, says nothing.
    }
  }

  addEventListener('message', ({ data }) => keep(data));
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (message, ...more) {
    keep(message);
    return postMessage.call(this, message, ...more);
  };
})();
