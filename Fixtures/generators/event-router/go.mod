module github.com/techfrontier/event-router

go 1.27
