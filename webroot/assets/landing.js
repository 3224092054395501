// The landing page: copying, tabs, and calling tools. Each part of the page can be read without it.
import { copyButtons } from './copy.js';
import { playground } from './playground.js';
import { tabs } from './tabs.js';

copyButtons();
tabs(document.querySelector('#ways'));
playground(document.querySelector('#playground'));
