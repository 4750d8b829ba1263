# Node's server, twenty requests at once, fetch, and the interfaces.
set -eu
cat > s.js <<'J'
const http = require('http');
const os = require('os');
console.log(JSON.stringify(os.networkInterfaces()));
const server = http.createServer((request, response) => {
  let body = '';
  request.on('data', (part) => (body += part));
  request.on('end', () => response.end(request.method + ' ' + request.url + ' ' + body));
});
server.listen(0, 'localhost', async () => {
  const port = server.address().port;
  console.log(server.address());
  const order = [];
  const get = (i) => new Promise((resolve, reject) => {
    const request = http.request({port, host: 'localhost', path: '/' + i, method: 'POST'}, (response) => {
      let body = '';
      response.on('data', (part) => (body += part));
      response.on('end', () => { order.push(i); resolve(body); });
    });
    request.on('error', reject);
    request.end('body ' + i);
  });
  const all = await Promise.all([...Array(20).keys()].map(get));
  console.log(all.join('\n'), order.join(' '));
  console.log(await (await fetch('http://localhost:' + port + '/f')).text());
  server.close();
  server.closeAllConnections();
});
J
node s.js
