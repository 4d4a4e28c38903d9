(()=>{"use strict";function t(t){return t>3?`the total is ${t}`:"little"}console.log(t(7),t(1))})();
//# debugId=6791564e-93eb-4b36-809a-d07aa1f0fa4c
//# sourceMappingURL=second.js.map