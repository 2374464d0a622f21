import { currentLanguage } from "./text.js";
import "./bl-app.js";

document.documentElement.lang = currentLanguage();
