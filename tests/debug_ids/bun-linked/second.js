import{o}from"./main-0vbrmwzs.js";console.log(o(7),o(1));

//# debugId=61FABB08F9DDF7C164756E2164756E21
//# sourceMappingURL=second.js.map
