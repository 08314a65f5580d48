import './older-node.ts'
import '../../app/window/core-thread-main.ts'
