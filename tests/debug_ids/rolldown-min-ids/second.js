import{n as e}from"./util-DAya9Aop.js";console.log(e(7),e(1));
//# debugId=b60e0928-f0c0-4dd8-a281-8b261ba06f92
//# sourceMappingURL=second.js.map