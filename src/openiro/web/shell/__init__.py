"""What every page stands in: layout, navigation, own components, middleware, error pages."""
