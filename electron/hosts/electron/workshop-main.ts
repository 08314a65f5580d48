import './older-node.ts'
import '../../app/workshop/thread-main.ts'
